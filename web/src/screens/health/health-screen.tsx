import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";

export function HealthScreen() {
  const words = useTranslations("health");
  return <Page title={words("title")}>{null}</Page>;
}
