import { FolderOpen, ListChecks } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../components/button.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import style from "./add-photos.module.css";
import { PickInspections } from "./pick-inspections.tsx";
import { useUpload } from "./use-upload.ts";

const ACCEPT = "image/jpeg,image/png,image/webp,image/tiff,.json,application/json";

/** Photos come in here: dropped, chosen, or taken from inspections. */
export function AddPhotos({ lessonId }: { lessonId: string }) {
  const words = useTranslations("teach.photos");
  const { upload, add, clear } = useUpload(lessonId);
  const [over, setOver] = useState(false);
  const [picking, setPicking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { total, done, waiting, failed, imported } = upload;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void add([...event.dataTransfer.files]);
  };
  const hover = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of three; the buttons inside do the same
    <div
      className={style["drop"]}
      data-over={over}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{words("drop")}</p>
      <div className={style["ways"]}>
        <input
          ref={input}
          type="file"
          accept={ACCEPT}
          multiple
          hidden
          aria-label={words("choose")}
          onChange={({ target }) => {
            void add([...(target.files ?? [])]);
            target.value = "";
          }}
        />
        <Button onPress={() => input.current?.click()}>
          <FolderOpen aria-hidden="true" />
          {words("choose")}
        </Button>
        <Button onPress={() => setPicking(true)}>
          <ListChecks aria-hidden="true" />
          {words("pick")}
        </Button>
      </div>
      {done < total ? (
        <ProgressBar label={words("uploading", { done: done + 1, total })} fraction={done / total} />
      ) : null}
      <div role="status" className={style["notes"]}>
        {waiting ? <p>{words("waiting")}</p> : null}
        {imported.map((labels) => (
          <p key={labels.file}>{words("imported", labels)}</p>
        ))}
        {failed.map((fault) => (
          <p key={`${fault.name} ${fault.detail}`} data-failed="true">
            {words("failed", fault)}
          </p>
        ))}
        {done === total && failed.length + imported.length > 0 ? (
          <Button quiet onPress={clear}>
            {words("closeNotes")}
          </Button>
        ) : null}
      </div>
      <PickInspections lessonId={lessonId} isOpen={picking} onClose={() => setPicking(false)} />
    </div>
  );
}
