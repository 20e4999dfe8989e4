import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";

export function ReportsScreen() {
  const words = useTranslations("reports");
  return <Page title={words("title")}>{null}</Page>;
}
