import { useTranslations } from "use-intl";
import { problemOf } from "../api/problem.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";

/** Instead of a screen that cannot be shown: what went wrong, in the server's words, and another try. */
export function FailedScreen({ error, reset }: { error: unknown; reset: () => void }) {
  const words = useTranslations("shell.failed");
  const problem = problemOf(error);
  return (
    <EmptyState title={problem?.title ?? words("title")}>
      <p>{problem?.detail ?? words("network")}</p>
      <Button onPress={reset}>{words("again")}</Button>
    </EmptyState>
  );
}
