import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";

export function InspectionScreen() {
  const words = useTranslations("inspection");
  return <Page title={words("title")}>{null}</Page>;
}
