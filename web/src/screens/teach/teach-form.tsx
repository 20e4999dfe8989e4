import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { Field } from "../../components/field.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import style from "./model.module.css";
import type { Lesson } from "./use-lesson.ts";

const LOOKS = ["auto", "find", "golden", "normal"] as const;
const EFFORTS = ["normal", "quick"] as const;
type Look = (typeof LOOKS)[number];
type Effort = (typeof EFFORTS)[number];
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** What to teach, and how; starts it. */
export function TeachForm({ lesson }: { lesson: Lesson }) {
  const words = useTranslations("teach.form");
  const queries = useQueryClient();
  const [model, setModel] = useState(() => lesson.teaching?.model ?? nameFrom(lesson.name));
  const [look, setLook] = useState<Look>("auto");
  const [effort, setEffort] = useState<Effort>("normal");
  const { data: recipes } = $api.useQuery("get", "/v1/recipes");
  const users = (recipes?.items ?? []).filter(({ recipe }) => recipe.recognizer.model === model);
  const start = $api.useMutation("post", "/v1/lessons/{id}/teaching", {
    onSuccess: () => queries.invalidateQueries(),
  });
  const isValid = NAME.test(model);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isValid)
      start.mutate({ params: { path: { id: lesson.id } }, body: { model, look, effort, seed: 1 } });
  };
  return (
    <Panel title={words("title")}>
      <form className={style["form"]} onSubmit={submit}>
        <Field
          label={words("model")}
          help={isValid ? words("modelHelp") : words("modelInvalid")}
          value={model}
          onChange={setModel}
          isInvalid={!isValid}
          maxLength={64}
        />
        <Choice<Look>
          label={words("look")}
          help={words(`lookHelp.${look}`)}
          value={look}
          onChange={(chosen: Look) => setLook(chosen)}
          options={LOOKS.map((value) => ({ value, text: words(`looks.${value}`) }))}
        />
        <Choice<Effort>
          label={words("effort")}
          value={effort}
          onChange={(chosen: Effort) => setEffort(chosen)}
          options={EFFORTS.map((value) => ({ value, text: words(`efforts.${value}`) }))}
        />
        <Button primary type="submit" isDisabled={!isValid || lesson.photos.length === 0 || start.isPending}>
          {words("start")}
        </Button>
      </form>
      {users.length > 0 ? (
        <p>{words("inUse", { recipes: users.map(({ recipe }) => recipe.id).join(", ") })}</p>
      ) : null}
      {lesson.photos.length === 0 ? <p>{words("noPhotos")}</p> : null}
      <ProblemNote error={start.error} />
    </Panel>
  );
}

function nameFrom(lesson: string): string {
  const plain = lesson.normalize("NFKD").replaceAll(/[^A-Za-z0-9]+/g, "-");
  return (
    plain
      .replaceAll(/^-+|-+$/g, "")
      .toLowerCase()
      .slice(0, 60) || "widget"
  );
}
