import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { Loading } from "../../app/loading.tsx";
import { Panel } from "../../components/panel.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import { AddPhotos } from "./add-photos.tsx";
import { LessonPage } from "./lesson-page.tsx";
import { PartCoverage } from "./part-coverage.tsx";
import { PhotoStrip } from "./photo-strip.tsx";
import { useLesson } from "./use-lesson.ts";
import { useMarks } from "./use-marks.ts";
import { Workbench } from "./workbench.tsx";

/** Photos come in, and boxes are drawn on them. */
export function LessonScreen() {
  const words = useTranslations("teach.photos");
  const { lessonId } = useParams({ from: "/teach/$lessonId" });
  const { photo } = useSearch({ from: "/teach/$lessonId" });
  const navigate = useNavigate();
  const { data: lesson, error } = useLesson(lessonId);
  const store = useMarks(lessonId, lesson?.photos);
  const photos = lesson?.photos ?? [];
  const at = Math.max(
    0,
    photos.findIndex(({ sha256 }) => sha256 === photo),
  );
  const current = photos[at];
  const open = (sha256: string | undefined) => {
    if (sha256 !== undefined)
      void navigate({
        to: "/teach/$lessonId",
        params: { lessonId },
        search: { photo: sha256 },
        replace: true,
      });
  };
  useEffect(() => {
    // The next photo is there before somebody asks for it.
    const next = photos[at + 1];
    if (next) new Image().src = `/v1/lessons/${lessonId}/photos/${next.sha256}?width=1600`;
  }, [photos, at, lessonId]);

  if (!lesson) return error ? <ProblemNote error={error} /> : <Loading />;
  return (
    <LessonPage lesson={lesson}>
      <AddPhotos lessonId={lessonId} />
      {photos.length === 0 ? <p>{words("empty")}</p> : null}
      <PhotoStrip lessonId={lessonId} photos={photos} current={current?.sha256} onOpen={open} />
      {current ? (
        <Workbench
          key={current.sha256}
          lesson={lesson}
          photo={current}
          store={store}
          neighbors={{ before: photos[at - 1], after: photos[at + 1] }}
          onOpen={open}
        />
      ) : null}
      {photos.length > 0 ? (
        <Panel title={words("coverage")}>
          <PartCoverage lesson={lesson} />
        </Panel>
      ) : null}
    </LessonPage>
  );
}
