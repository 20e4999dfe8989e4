import { Link, useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { $api } from "../../api/client.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { Page } from "../../components/page.tsx";
import { ProblemNote } from "../../components/problem-note.tsx";
import style from "./lesson-page.module.css";
import type { Lesson } from "./use-lesson.ts";

/** A lesson's heading, and the way between marking and teaching. */
export function LessonPage({ lesson, children }: { lesson: Lesson; children: ReactNode }) {
  const words = useTranslations("teach.steps");
  const params = { lessonId: lesson.id };
  return (
    <Page title={lesson.name} actions={<RemoveLesson id={lesson.id} />}>
      <nav aria-label={words("label")} className={style["steps"]}>
        <Link to="/teach/$lessonId" params={params} activeOptions={{ exact: true, includeSearch: false }}>
          {words("mark")}
        </Link>
        <Link to="/teach/$lessonId/model" params={params}>
          {words("model")}
        </Link>
      </nav>
      {children}
    </Page>
  );
}

function RemoveLesson({ id }: { id: string }) {
  const words = useTranslations("teach.list");
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = $api.useMutation("delete", "/v1/lessons/{id}", {
    onSuccess: () => navigate({ to: "/teach" }),
  });
  return (
    <>
      <Button quiet onPress={() => setAsking(true)}>
        <Trash2 aria-hidden="true" />
        {words("remove")}
      </Button>
      <Dialog title={words("remove")} isOpen={asking} onClose={() => setAsking(false)}>
        <p>{words("removeAsk")}</p>
        <ProblemNote error={remove.error} />
        <DialogActions>
          <Button onPress={() => setAsking(false)}>{words("cancel")}</Button>
          <Button danger onPress={() => remove.mutate({ params: { path: { id } } })}>
            {words("remove")}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
