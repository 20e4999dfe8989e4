import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { FaultList } from "./fault-list.tsx";
import { PlacesOnPhoto } from "./places-on-photo.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { readDraft } from "./recipe-draft.ts";
import style from "./recipe-editor.module.css";
import { RecipeForm } from "./recipe-form.tsx";
import { useValidation } from "./recipe-requests.ts";
import type { useDraft } from "./use-draft.ts";
import { YamlEditor } from "./yaml-editor.tsx";

type RecipeEditorProps = { draft: ReturnType<typeof useDraft>; recipeId: string | undefined };

/**
 * A recipe as form and as text, side by side: one text, two ways to change it, and what the server finds wrong with it.
 * @param recipeId which one it is the next version of; undefined for a new one
 */
export function RecipeEditor({ draft, recipeId }: RecipeEditorProps) {
  const words = useTranslations("recipes");
  const [publishing, setPublishing] = useState(false);
  const content = useMemo(() => readDraft(draft.text), [draft.text]);
  const { validation, error, isCurrent } = useValidation(draft.text);
  const faults = validation?.faults ?? [];
  const isNew = recipeId === undefined;
  const inText = useMemo(
    () =>
      (validation?.faults ?? []).flatMap(({ line, column, path, expected, received }) =>
        line === undefined
          ? []
          : [{ line, column: column ?? 1, message: words("fault", { path, expected, received }) }],
      ),
    [validation, words],
  );

  return (
    <>
      <div className={style["bar"]}>
        <p role="status">
          {draft.isChanged ? words("draft.changed") : isNew ? words("draft.new") : words("draft.unchanged")}{" "}
          {isCurrent && faults.length === 0 ? words("draft.valid") : null}
        </p>
        {draft.isChanged ? <Button onPress={draft.discard}>{words("draft.discard")}</Button> : null}
        <Button
          primary
          isDisabled={!(draft.isChanged || isNew) || !isCurrent || faults.length > 0}
          onPress={() => setPublishing(true)}
        >
          {words("publish.open")}
        </Button>
      </div>
      <ProblemNote error={error} />
      <FaultList faults={faults} />
      <div className={style["sides"]}>
        <div className={style["side"]}>
          {content ? (
            <RecipeForm draft={content} text={draft.text} faults={faults} onChange={draft.change} />
          ) : (
            <p>{words("form.unreadable")}</p>
          )}
          {content ? (
            <PlacesOnPhoto recipeId={recipeId} draft={content} text={draft.text} onChange={draft.change} />
          ) : null}
        </div>
        <div className={style["side"]}>
          <Panel title={words("yaml.title")}>
            <YamlEditor
              label={words("yaml.title")}
              text={draft.text}
              faults={inText}
              onChange={draft.change}
            />
          </Panel>
        </div>
      </div>
      {publishing ? (
        <PublishDialog text={draft.text} onClose={() => setPublishing(false)} onPublished={draft.discard} />
      ) : null}
    </>
  );
}
