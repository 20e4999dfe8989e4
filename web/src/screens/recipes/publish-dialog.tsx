import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { Checkbox } from "react-aria-components";
import { useTranslations } from "use-intl";
import { api } from "../../api/client.ts";
import { problemOf } from "../../api/problem.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { TextArea } from "../../components/text-area.tsx";
import style from "./publish-dialog.module.css";
import { readDraft } from "./recipe-draft.ts";
import { AS_YAML } from "./recipe-requests.ts";
import { ReplayResult } from "./replay-result.tsx";
import { useReplay } from "./use-replay.ts";

/** As many as the server itself compares before it takes a recipe without a reason. */
const COMPARED = 500;

/**
 * Publish for good. First the newest inspections are judged by the new recipe, so that whoever publishes knows what it will
 * do; a worse result needs a tick of its own beside the reason.
 */
export function PublishDialog(props: { text: string; onClose(): void; onPublished(): void }) {
  const { text, onClose, onPublished } = props;
  const words = useTranslations("recipes.publish");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [anyway, setAnyway] = useState(false);
  const draft = useMemo(() => readDraft(text), [text]);
  const id = draft?.id ?? "";
  const isFirst = draft?.version === 1;
  const { start, replay, isRunning, error } = useReplay(id);
  // Not twice where effects run twice, and not for a recipe that nothing was inspected by.
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (asked || isFirst) return;
    setAsked(true);
    start(text, { limit: COMPARED });
  }, [asked, isFirst, start, text]);

  const publish = useMutation({
    mutationFn: async () => {
      const query = { reason: reason.trim() };
      const answer = await api.POST("/v1/recipes", { ...AS_YAML, params: { query }, body: text });
      if (answer.error) throw answer.error;
    },
    async onSuccess() {
      onPublished();
      await queries.invalidateQueries();
      onClose();
      await navigate({ to: "/recipes/$id", params: { id }, search: { tab: "versions" } });
    },
  });
  const cannotReplay = problemOf(error)?.status === 404;
  const isCompared = isFirst || replay?.state === "done" || cannotReplay;
  const needsTick = replay?.worse === true || (!isCompared && !isRunning);

  return (
    <Dialog title={words("title", { id, version: String(draft?.version ?? 1) })} isOpen onClose={onClose}>
      <p>{words("what")}</p>
      {isFirst ? <p>{words("first")}</p> : null}
      {cannotReplay ? <p>{words("cannotReplay")}</p> : <ProblemNote error={error} />}
      {replay ? <ReplayResult replay={replay} /> : null}
      <TextArea
        label={words("reason")}
        help={words("reasonHelp")}
        value={reason}
        onChange={setReason}
        maxLength={2000}
      />
      {needsTick ? (
        <Checkbox className={style["tick"] ?? ""} isSelected={anyway} onChange={setAnyway}>
          <span aria-hidden="true">{anyway ? "☑" : "☐"}</span> {words("anyway")}
        </Checkbox>
      ) : null}
      <ProblemNote error={publish.error} />
      <DialogActions>
        <Button onPress={onClose}>{words("cancel")}</Button>
        <Button
          primary
          isDisabled={reason.trim() === "" || isRunning || (needsTick && !anyway)}
          isPending={publish.isPending}
          onPress={() => publish.mutate()}
        >
          {words("do")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
