import { Check, X } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { LabelledBox } from "../../components/box-editor/labelled-box.ts";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import type { Suggestions } from "./use-suggestions.ts";
import style from "./workbench.module.css";

/** What the model so far would mark, one by one or all at once to accept or to drop; nothing before it was asked. */
export function SuggestionList(props: {
  suggestions: Suggestions;
  onAccept(boxes: readonly LabelledBox[]): void;
}) {
  const words = useTranslations("teach.suggestions");
  const format = useFormatter();
  const { suggestions, onAccept } = props;
  const { boxes, model, error, drop } = suggestions;
  if (!model && !error) return null;
  const plain = boxes.map(({ id, label, box }) => ({ id, label, box }));
  return (
    <Panel title={words("title")}>
      <ProblemNote error={error} />
      {model ? <p>{words("from", { model: model.name, version: model.version })}</p> : null}
      {model && boxes.length === 0 ? <p>{words("none")}</p> : null}
      <ul className={style["boxes"]}>
        {boxes.map(({ id, label, confidence }) => (
          <li key={id}>
            <span>
              {label} {format.number(confidence, { style: "percent" })}
            </span>
            <Button
              quiet
              aria-label={words("accept", {
                label,
                confidence: format.number(confidence, { style: "percent" }),
              })}
              onPress={() => onAccept(plain.filter((one) => one.id === id))}
            >
              <Check aria-hidden="true" />
            </Button>
            <Button quiet aria-label={words("drop", { label })} onPress={() => drop([id])}>
              <X aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      {boxes.length > 0 ? (
        <div className={style["tools"]}>
          <Button primary onPress={() => onAccept(plain)}>
            {words("all")}
          </Button>
          <Button onPress={() => drop(boxes.map(({ id }) => id))}>{words("dropAll")}</Button>
        </div>
      ) : null}
    </Panel>
  );
}
