import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "../../components/empty-state.tsx";

/** Before the first photo: what this screen will show, and how to get there. */
export function NoPhotoYet({ line }: { line: string | undefined }) {
  const words = useTranslations("line.empty");
  return (
    <EmptyState title={line === undefined ? words("title") : words("titleOf", { line })}>
      <p>{words("what")}</p>
      <p>
        <Link to="/welcome">{words("welcome")}</Link>
      </p>
    </EmptyState>
  );
}
