import { type KeyboardEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { api } from "../../api/client.ts";
import { BoxEditor } from "../../components/box-editor/box-editor.tsx";
import type { Box, LabelledBox } from "../../components/box-editor/labelled-box.ts";
import { BoxList } from "./box-list.tsx";
import type { MarkStore } from "./mark-store.ts";
import { NamePart } from "./name-part.tsx";
import { PartChoice } from "./part-choice.tsx";
import { RemovePhoto } from "./remove-photo.tsx";
import { SaveNote } from "./save-note.tsx";
import { SuggestionList } from "./suggestion-list.tsx";
import { type Lesson, type LessonPhoto, photoUrl } from "./use-lesson.ts";
import { usePhotoMarks } from "./use-marks.ts";
import { useParts } from "./use-parts.ts";
import { useSuggestions } from "./use-suggestions.ts";
import style from "./workbench.module.css";
import { WorkbenchTools } from "./workbench-tools.tsx";

const PHOTO_WIDTH = 1600;
/** Where a box begins that is not drawn: its numbers are then changed. */
const MIDDLE: Box = { left: 0.4, top: 0.4, width: 0.2, height: 0.2 };

type WorkbenchProps = {
  lesson: Lesson;
  photo: LessonPhoto;
  store: MarkStore;
  neighbors: { before: LessonPhoto | undefined; after: LessonPhoto | undefined };
  onOpen(sha256: string | undefined): void;
};

/** One photo and its boxes. Keys work while the focus is in here, and not in a field. */
export function Workbench({ lesson, photo, store, neighbors, onOpen }: WorkbenchProps) {
  const words = useTranslations("teach.mark");
  const { sha256, fileName } = photo;
  const marks = usePhotoMarks(store, sha256);
  const [selected, setSelected] = useState<string>();
  const [drawn, setDrawn] = useState<LabelledBox>();
  const parts = useParts(lesson);
  const suggestions = useSuggestions(lesson.id, sha256);
  if (!marks) return null;
  const boxes = marks.boxes;
  const change = (next: readonly LabelledBox[]) => store.change(sha256, next);
  const edit = (id: string, with_: Partial<LabelledBox>) =>
    change(boxes.map((one) => (one.id === id ? { ...one, ...with_ } : one)));
  const remove = (id: string) => {
    change(boxes.filter((one) => one.id !== id));
    setSelected(undefined);
  };
  const add = (id: string, box: Box) => {
    if (parts.current === undefined) return setDrawn({ id, box, label: "" });
    change([...boxes, { id, box, label: parts.current }]);
  };
  const addInMiddle = () => {
    const id = crypto.randomUUID();
    add(id, MIDDLE);
    setSelected(id);
  };
  const choose = (label: string) => {
    parts.choose(label);
    if (selected !== undefined) edit(selected, { label });
  };
  const name = (label: string | undefined) => {
    if (drawn && label !== undefined) {
      parts.choose(label);
      change([...boxes, { ...drawn, label }]);
    } else change([...boxes]);
    setDrawn(undefined);
  };
  const copyOn = () => {
    const next = neighbors.after && store.marks(neighbors.after.sha256);
    if (!neighbors.after || !next) return;
    const copies = boxes.map((one) => ({ ...one, id: crypto.randomUUID() }));
    store.change(neighbors.after.sha256, [...next.boxes, ...copies]);
    onOpen(neighbors.after.sha256);
  };
  const accept = (accepted: readonly LabelledBox[]) => {
    if (accepted.length === 0) return;
    change([...boxes, ...accepted]);
    suggestions.drop(accepted.map(({ id }) => id));
  };
  const resolve = async (keep: "mine" | "theirs") => {
    const { data } = await api.GET("/v1/lessons/{id}", { params: { path: { id: lesson.id } } });
    const theirs = data?.photos.find((one) => one.sha256 === sha256);
    if (theirs) store.resolve(theirs, keep);
  };
  const keys: Record<string, () => void> = {
    n: () => onOpen(neighbors.after?.sha256),
    p: () => onOpen(neighbors.before?.sha256),
    c: copyOn,
    s: suggestions.ask,
    z: () => store.undo(sha256),
    Enter: () => accept(suggestions.boxes.slice(0, 1)),
    Delete: () => selected !== undefined && remove(selected),
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    const inField = target instanceof HTMLElement && target.closest("input, textarea, select, button, a");
    if (inField && (key === "Enter" || target.matches("input, textarea, select"))) return;
    if (altKey || ((ctrlKey || metaKey) && key !== "z")) return;
    const part = /^[1-9]$/.test(key) ? parts.labels[Number(key) - 1] : undefined;
    if (part !== undefined) choose(part);
    else if (keys[key]) keys[key]();
    else return;
    event.preventDefault();
  };
  return (
    <section className={style["bench"]} aria-label={fileName} onKeyDown={press}>
      <div className={style["photo"]}>
        <WorkbenchTools
          hasBefore={neighbors.before !== undefined}
          hasAfter={neighbors.after !== undefined}
          onBefore={keys["p"]}
          onAfter={keys["n"]}
          onCopy={copyOn}
          onUndo={keys["z"]}
          onAdd={addInMiddle}
          onSuggest={suggestions.ask}
        />
        <SaveNote marks={marks} onResolve={(keep) => void resolve(keep)} />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
        <div
          // biome-ignore lint/a11y/noNoninteractiveTabindex: shortcuts work where the focus is, and drawing puts it here
          tabIndex={0}
          role="group"
          aria-label={words("photo", { name: fileName })}
          onPointerDown={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
        >
          <BoxEditor
            photoUrl={photoUrl(lesson.id, sha256, PHOTO_WIDTH)}
            alt={fileName}
            boxes={boxes}
            drawOn
            suggested={suggestions.boxes}
            selected={selected}
            onSelect={setSelected}
            onDraw={add}
            onChange={(id, box) => edit(id, { box })}
            onRemove={remove}
          />
        </div>
        <p className={style["help"]}>{words("help")}</p>
      </div>
      <div className={style["side"]}>
        <PartChoice labels={parts.labels} current={parts.current} onChoose={choose} />
        <SuggestionList suggestions={suggestions} onAccept={accept} />
        <BoxList
          boxes={boxes}
          selected={selected}
          onSelect={setSelected}
          onChange={(id, box) => edit(id, { box })}
          onRemove={remove}
        />
        <RemovePhoto
          lessonId={lesson.id}
          sha256={sha256}
          onRemoved={() => onOpen((neighbors.after ?? neighbors.before)?.sha256)}
        />
      </div>
      <NamePart isOpen={drawn !== undefined} onName={name} />
    </section>
  );
}
