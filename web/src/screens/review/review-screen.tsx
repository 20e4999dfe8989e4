import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";

export function ReviewScreen() {
  const words = useTranslations("review");
  return <Page title={words("title")}>{null}</Page>;
}
