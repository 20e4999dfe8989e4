import { Plus } from "lucide-react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { Field } from "../../components/field.tsx";
import { Panel } from "../../components/panel.tsx";
import table from "../../components/table.module.css";
import { NumberText } from "./number-text.tsx";
import { PartRow } from "./part-row.tsx";
import { type Draft, type Path, withPart, withValue } from "./recipe-draft.ts";
import style from "./recipe-form.module.css";
import type { Validation } from "./recipe-requests.ts";

const KINDS = ["embedded", "rekognition-labels", "rekognition-custom-labels"] as const;

type RecipeFormProps = {
  draft: Draft;
  text: string;
  faults: Validation["faults"];
  onChange(text: string): void;
};

/** What most recipes need, as fields. Whatever else a recipe can say stands in its text. */
export function RecipeForm({ draft, text, faults, onChange }: RecipeFormProps) {
  const words = useTranslations("recipes.form");
  const set = (path: Path, value: unknown) => onChange(withValue(text, path, value));
  const isFaulty = (path: string) => faults.some((fault) => fault.path === path);
  const kind = KINDS.find((known) => known === draft.kind) ?? "embedded";
  return (
    <Panel title={words("title")}>
      <div className={style["fields"]}>
        <Field
          label={words("id")}
          value={draft.id}
          isInvalid={isFaulty("id")}
          onChange={(id) => set(["id"], id)}
        />
        <Field
          label={words("name")}
          value={draft.title}
          isInvalid={isFaulty("title")}
          onChange={(title) => set(["title"], title)}
        />
        <Choice
          label={words("recognizer")}
          value={kind}
          options={KINDS.map((value) => ({ value, text: words(`kinds.${value}`) }))}
          onChange={(value) => set(["recognizer", "kind"], value)}
        />
        <ModelField
          kind={kind}
          model={draft.model}
          onChange={(model) => set(["recognizer", "model"], model)}
        />
        <NumberText
          label={words("minConfidence")}
          help={words("minConfidenceHelp")}
          value={draft.minConfidence}
          onChange={(value) => set(["minConfidence"], value)}
        />
      </div>
      <h3>{words("parts")}</h3>
      <div className={table["scroll"]}>
        <table className={`${table["table"]} ${style["parts"]}`}>
          <thead>
            <tr>
              <th>{words("label")}</th>
              <th>{words("partName")}</th>
              <th>{words("count")}</th>
              <th>{words("confidence")}</th>
              <th>{words("place")}</th>
              <th>
                <span className={style["hidden"]}>{words("remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {draft.parts.map((part, at) => (
              <PartRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name of its own that stays while it is written
                key={at}
                at={at}
                part={part}
                onChange={(key, value) => set(["parts", at, key], value)}
                onRemove={() => set(["parts", at], undefined)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div>
        <Button onPress={() => onChange(withPart(text, { label: "", count: 1 }))}>
          <Plus aria-hidden="true" />
          {words("addPart")}
        </Button>
      </div>
      <p className={style["more"]}>{words("more")}</p>
    </Panel>
  );
}

/** One of the models that were taught here; on Amazon Rekognition, its name there. */
function ModelField(props: { kind: string; model: string; onChange(model: string): void }) {
  const { kind, model, onChange } = props;
  const words = useTranslations("recipes.form");
  const { data } = $api.useQuery("get", "/v1/models", {}, { enabled: kind === "embedded" });
  const names = new Set([
    ...(data?.items ?? []).map(({ name }) => name),
    "general",
    ...(model ? [model] : []),
  ]);
  if (kind !== "embedded") return <Field label={words("model")} value={model} onChange={onChange} />;
  return (
    <Choice
      label={words("model")}
      value={model}
      options={[...names].map((value) => ({ value, text: value }))}
      onChange={onChange}
    />
  );
}
