import { useTranslations } from "use-intl";
import { Page } from "../../components/page.tsx";

export function InspectionsScreen() {
  const words = useTranslations("inspections");
  return <Page title={words("title")}>{null}</Page>;
}
