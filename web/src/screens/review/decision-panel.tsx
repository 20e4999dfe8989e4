import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { VerdictBadge } from "../../components/verdict-badge.tsx";
import style from "./decision-panel.module.css";
import { agreedOutcome, type Outcome, type Review } from "./review-queue.ts";

/** Reasons that one key gives; the words are what is sealed. */
export const PRESETS = {
  pass: ["1", "2", "3", "4", "5"],
  fail: ["1", "2", "3", "4", "5"],
} as const satisfies Record<Outcome, readonly string[]>;

export type Choice = "agree" | "overrule";

export function outcomeOf(review: Review, choice: Choice): Outcome {
  const agreed = agreedOutcome(review);
  if (choice === "agree") return agreed;
  return agreed === "pass" ? "fail" : "pass";
}

type DecisionPanelProps = {
  review: Review;
  /** Agree or overrule was chosen, and a reason is wanted. */
  choice: Choice | undefined;
  onChoose(choice: Choice | undefined): void;
  onDecide(verdict: Outcome, reason: string): void;
};

/** Two steps: what, then why. */
export function DecisionPanel({ review, choice, onChoose, onDecide }: DecisionPanelProps) {
  const words = useTranslations("review");
  const [typed, setTyped] = useState("");
  const choices = (["agree", "overrule"] as const).map((name) => ({
    name,
    outcome: outcomeOf(review, name),
  }));
  const outcome = choice && outcomeOf(review, choice);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (outcome && typed.trim() !== "") onDecide(outcome, typed.trim());
  };
  return (
    <div className={style["panel"]}>
      <div className={style["choices"]}>
        {choices.map(({ name, outcome: verdict }) => (
          <Button
            key={name}
            primary={choice === name}
            aria-pressed={choice === name}
            onPress={() => onChoose(choice === name ? undefined : name)}
          >
            <span>
              {words(name)} <kbd>{name === "agree" ? "A" : "O"}</kbd>
            </span>
            <VerdictBadge verdict={verdict} />
          </Button>
        ))}
      </div>
      {outcome ? (
        <section className={style["reasons"]} aria-label={words("why")}>
          <h3>{words("why")}</h3>
          <ol>
            {PRESETS[outcome].map((preset) => (
              <li key={preset}>
                <Button quiet onPress={() => onDecide(outcome, words(`presets.${outcome}.${preset}`))}>
                  <kbd>{preset}</kbd> {words(`presets.${outcome}.${preset}`)}
                </Button>
              </li>
            ))}
          </ol>
          <form onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && onChoose(undefined)}>
            <Field
              label={words("ownReason")}
              help={words("ownReasonHelp")}
              value={typed}
              onChange={setTyped}
              maxLength={2000}
              id="own-reason"
            />
            <Button type="submit" isDisabled={typed.trim() === ""}>
              {words("send")} <kbd>↵</kbd>
            </Button>
          </form>
        </section>
      ) : (
        <p className={style["hint"]}>{words("hint")}</p>
      )}
    </div>
  );
}
