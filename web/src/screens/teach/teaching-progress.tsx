import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { isUnderWay, type Teaching } from "./use-lesson.ts";

/** What the server calls its stages, and our words for them. */
const STAGES = {
  "reading photos": "reading",
  "aligning photos": "aligning",
  looking: "looking",
  "looking at places": "looking",
  "looking at normal photos": "looking",
  "looking for what fools it": "fooling",
  learning: "learning",
  "checking against photos left out": "checking",
  "comparing them with each other": "checking",
} as const;

/** How far a teaching is; or why it came to nothing. */
export function TeachingProgress({ teaching }: { teaching: Teaching }) {
  const words = useTranslations("teach.progress");
  const queries = useQueryClient();
  const { id: jobId, lessonId: id, state, model, stage, fraction, secondsLeft, message = "" } = teaching;
  const cancel = $api.useMutation("post", "/v1/lessons/{id}/teaching/{jobId}/cancellation", {
    onSuccess: () => queries.invalidateQueries(),
  });
  if (!isUnderWay(teaching)) {
    return <p role="status">{state === "failed" ? words("failed", { message }) : words("canceled")}</p>;
  }
  const known = Object.hasOwn(STAGES, stage) ? STAGES[stage as keyof typeof STAGES] : "other";
  const label =
    state === "waiting" ? words("waiting") : words("running", { model, stage: words(`stages.${known}`) });
  return (
    <Panel title={label}>
      <ProgressBar label={label} fraction={state === "waiting" ? undefined : fraction} />
      {secondsLeft === undefined ? null : (
        <p>
          {secondsLeft < 90
            ? words("left", { seconds: secondsLeft })
            : words("leftMinutes", { minutes: Math.round(secondsLeft / 60) })}
        </p>
      )}
      <p>{words("background")}</p>
      <ProblemNote error={cancel.error} />
      <div>
        <Button onPress={() => cancel.mutate({ params: { path: { id, jobId } } })}>{words("cancel")}</Button>
      </div>
    </Panel>
  );
}
