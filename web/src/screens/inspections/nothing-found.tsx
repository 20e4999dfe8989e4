import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";

/** Instead of an empty list: nothing fits what was looked for, or there is nothing yet at all. */
export function NothingFound({ isFiltered, onClear }: { isFiltered: boolean; onClear(): void }) {
  const words = useTranslations("inspections");
  if (isFiltered) {
    return (
      <EmptyState title={words("nothingFits")}>
        <p>{words("nothingFitsHelp")}</p>
        <Button primary onPress={onClear}>
          {words("clear")}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={words("none")}>
      <p>{words("noneHelp")}</p>
      <p>
        <Link to="/welcome">{words("welcome")}</Link>
      </p>
    </EmptyState>
  );
}
