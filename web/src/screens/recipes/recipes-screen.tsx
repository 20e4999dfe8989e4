import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";

export function RecipesScreen() {
  const words = useTranslations("recipes");
  return <Page title={words("title")}>{null}</Page>;
}
