import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";

export function SettingsScreen() {
  const words = useTranslations("settings");
  return <Page title={words("title")}>{null}</Page>;
}
