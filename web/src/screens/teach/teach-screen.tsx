import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { problemOf } from "../../api/problem.ts";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Field } from "../../components/field.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import style from "./teach-screen.module.css";
import { photoUrl } from "./use-lesson.ts";

/** All lessons, and the way to begin another one. */
export function TeachScreen() {
  const words = useTranslations("teach");
  const { data, error } = $api.useQuery("get", "/v1/lessons");
  if (problemOf(error)?.status === 404) {
    return (
      <EmptyState title={words("list.unavailable")}>
        <p>{problemOf(error)?.detail}</p>
      </EmptyState>
    );
  }
  if (data?.items.length === 0) {
    return (
      <EmptyState title={words("list.empty")}>
        <p>{words("list.emptyHelp")}</p>
        <NewLesson />
      </EmptyState>
    );
  }
  return (
    <Page title={words("title")}>
      <p className={style["intro"]}>{words("list.intro")}</p>
      <NewLesson />
      <ProblemNote error={error} />
      <ul className={style["lessons"]}>
        {data?.items.map(({ id, name, cover, photoCount, markedCount, parts, teaching }) => (
          <li key={id}>
            <Link to="/teach/$lessonId" params={{ lessonId: id }}>
              {cover ? (
                <img src={photoUrl(id, cover, 320)} alt="" loading="lazy" />
              ) : (
                <span className={style["blank"]} />
              )}
              <strong>{name}</strong>
            </Link>
            <span>{words("list.photos", { count: photoCount, marked: markedCount })}</span>
            <span>{parts.map(({ label }) => label).join(", ") || words("list.noParts")}</span>
            {teaching ? (
              <span className={style["state"]}>
                {teaching.model}: {words(`card.states.${teaching.state}`)}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Page>
  );
}

function NewLesson() {
  const words = useTranslations("teach.list");
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const create = $api.useMutation("post", "/v1/lessons", {
    onSuccess: ({ id }) => navigate({ to: "/teach/$lessonId", params: { lessonId: id } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") create.mutate({ body: { name: name.trim() } });
  };
  return (
    <form className={style["new"]} onSubmit={submit}>
      <Field label={words("name")} value={name} onChange={setName} maxLength={200} isRequired />
      <Button primary type="submit" isDisabled={name.trim() === "" || create.isPending}>
        {words("create")}
      </Button>
      <ProblemNote error={create.error} />
    </form>
  );
}
