import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Loading } from "../../app/loading.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { CompareModel } from "./compare-model.tsx";
import { LessonPage } from "./lesson-page.tsx";
import { ModelCard } from "./model-card.tsx";
import { TeachForm } from "./teach-form.tsx";
import { TeachingProgress } from "./teaching-progress.tsx";
import { isUnderWay, useLesson } from "./use-lesson.ts";

/** A lesson is taught, and what came of it is looked at. */
export function ModelScreen() {
  const words = useTranslations("teach");
  const format = useFormatter();
  const { lessonId } = useParams({ from: "/teach/$lessonId/model" });
  const { teaching: chosen } = useSearch({ from: "/teach/$lessonId/model" });
  const { data: lesson, error } = useLesson(lessonId);
  const newest = lesson?.teaching;
  const { data: taught, refetch } = $api.useQuery("get", "/v1/lessons/{id}/teaching", {
    params: { path: { id: lessonId } },
  });
  const stage = newest && `${newest.id} ${newest.state}`;
  useEffect(() => {
    // Whenever one begins or ends, here or elsewhere, the list is another.
    if (stage) void refetch();
  }, [stage, refetch]);
  if (!lesson) return error ? <ProblemNote error={error} /> : <Loading />;
  const done = taught?.items.filter(({ state }) => state === "done") ?? [];
  const shown = done.find(({ id }) => id === chosen) ?? done[0];
  return (
    <LessonPage lesson={lesson}>
      {newest && newest.state !== "done" ? <TeachingProgress teaching={newest} /> : null}
      {isUnderWay(newest) ? null : <TeachForm lesson={lesson} />}
      {shown?.version === undefined ? (
        <p>{words("card.none")}</p>
      ) : (
        <>
          <ModelCard lesson={lesson} name={shown.model} version={shown.version} />
          <CompareModel key={shown.id} lesson={lesson} name={shown.model} version={shown.version} />
        </>
      )}
      {done.length > 1 ? (
        <Panel title={words("card.earlier")}>
          <ul>
            {done.map(({ id, model, version = "", endedAt }) => (
              <li key={id}>
                <Link
                  to="/teach/$lessonId/model"
                  params={{ lessonId }}
                  search={{ teaching: id }}
                  aria-current={id === shown?.id ? "true" : undefined}
                >
                  {model} {words("card.show", { version })}
                </Link>{" "}
                {endedAt
                  ? format.dateTime(new Date(endedAt), { dateStyle: "medium", timeStyle: "short" })
                  : ""}
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </LessonPage>
  );
}
