import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "../components/empty-state.tsx";

export function NotFoundScreen() {
  const words = useTranslations("shell.notFound");
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <EmptyState title={words("title")}>
      <p>{words("what", { path })}</p>
      <Link to="/line">{words("back")}</Link>
    </EmptyState>
  );
}
