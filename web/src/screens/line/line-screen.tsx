import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";

export function LineScreen() {
  const words = useTranslations("line");
  return <Page title={words("title")}>{null}</Page>;
}
