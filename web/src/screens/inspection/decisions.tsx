import { useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { TextArea } from "../../components/text-area.tsx";
import style from "./decisions.module.css";
import { holdingDecision } from "./holding-decision.ts";
import type { Inspection } from "./inspection.ts";
import { useDraft } from "./use-draft.ts";

type DecisionsProps = {
  inspection: Inspection;
  mayDecide: boolean;
  /** Who is signed in: a decision can be taken back by whoever made it. */
  name: string | undefined;
};

/** What people said about this inspection, and what the reader says. The verdict stays whatever is said. */
export function Decisions({ inspection, mayDecide, name }: DecisionsProps) {
  const words = useTranslations();
  const format = useFormatter();
  return (
    <div className={style["decisions"]}>
      {inspection.dispositions.length === 0 ? (
        <p>{words("inspection.decisions.none")}</p>
      ) : (
        <ol className={style["history"]}>
          {inspection.dispositions.map((said) => (
            <li key={said.at}>
              <strong>
                {said.decision === "withdrawn"
                  ? words("inspection.decisions.withdrawn")
                  : words(`inspection.decisions.${said.decision}`, {
                      verdict: words(`shell.verdicts.${said.verdict}`),
                    })}
              </strong>
              <span>{said.reason}</span>
              <small>
                {said.by}, {format.dateTime(new Date(said.at), { dateStyle: "medium", timeStyle: "short" })}
              </small>
            </li>
          ))}
        </ol>
      )}
      {mayDecide ? <DecisionForm inspection={inspection} name={name} /> : null}
    </div>
  );
}

function DecisionForm({ inspection, name }: Omit<DecisionsProps, "mayDecide">) {
  const words = useTranslations("inspection.decisions");
  const queries = useQueryClient();
  const { id, verdict, dispositions } = inspection;
  const [reason, setReason, forgetReason] = useDraft(`partproof-decision-${id}`);
  const onSuccess = () => {
    forgetReason();
    void queries.invalidateQueries({ queryKey: ["get", "/v1/inspections/{id}"] });
  };
  const decide = $api.useMutation("post", "/v1/inspections/{id}/dispositions", { onSuccess });
  const withdraw = $api.useMutation("post", "/v1/inspections/{id}/dispositions/withdrawal", { onSuccess });
  const params = { path: { id } };
  const isBusy = decide.isPending || withdraw.isPending;
  const isEmpty = reason.trim() === "";
  const isMine = holdingDecision(dispositions)?.by === name;

  function say(said: "pass" | "fail") {
    // A review took no side, so either answer agrees with it.
    const decision = verdict === "review" || verdict === said ? "agree" : "overrule";
    decide.mutate({ params, body: { decision, verdict: said, reason: reason.trim() } });
  }

  return (
    <div className={style["form"]}>
      <TextArea
        label={words("reason")}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        help={words("help")}
      />
      <div className={style["buttons"]}>
        {(["pass", "fail"] as const).map((said) => (
          <Button key={said} isDisabled={isBusy || isEmpty} onPress={() => say(said)}>
            {words(verdict === said ? `${said}Agree` : verdict === "review" ? said : `${said}Overrule`)}
          </Button>
        ))}
        {isMine ? (
          <Button
            danger
            isDisabled={isBusy || isEmpty}
            onPress={() => withdraw.mutate({ params, body: { reason: reason.trim() } })}
          >
            {words("takeBack")}
          </Button>
        ) : null}
      </div>
      <ProblemNote error={decide.error ?? withdraw.error} />
    </div>
  );
}
