import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";

export function WelcomeScreen() {
  const words = useTranslations("welcome");
  return <Page title={words("title")}>{null}</Page>;
}
