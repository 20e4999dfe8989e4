import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";

export function TeachScreen() {
  const words = useTranslations("teach");
  return <Page title={words("title")}>{null}</Page>;
}
