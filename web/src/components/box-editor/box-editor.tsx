import { useEffect, useRef, useState } from "react";
import "@annotorious/annotorious/annotorious.css";
import { type BoxDrawing, createBoxDrawing } from "./box-drawing.ts";
import style from "./box-editor.module.css";
import type { Box, LabelledBox } from "./labelled-box.ts";

type BoxEditorProps = {
  photoUrl: string;
  /** What the photo shows, for who cannot see it. */
  alt: string;
  boxes: readonly LabelledBox[];
  /** Boxes that are not there yet, drawn dashed. */
  suggested?: readonly LabelledBox[];
  /** Whether many boxes are drawn one after the other; otherwise a drawn one stays selected. */
  drawOn?: boolean;
  selected: string | undefined;
  onSelect(id: string | undefined): void;
  onDraw(id: string, box: Box): void;
  onChange(id: string, box: Box): void;
  onRemove(id: string): void;
};

/**
 * A photo on which boxes are drawn by dragging, moved, resized, and removed with Delete. It keeps nothing itself: each
 * change is told, and shown when it comes back in `boxes`. {@link BoxFields} does the same without dragging.
 */
export function BoxEditor({
  photoUrl,
  alt,
  boxes,
  suggested = [],
  drawOn = false,
  selected,
  ...events
}: BoxEditorProps) {
  const image = useRef<HTMLImageElement>(null);
  const [drawing, setDrawing] = useState<BoxDrawing>();
  const [loaded, setLoaded] = useState<string>();
  const latest = useRef(events);
  latest.current = events;

  useEffect(() => {
    if (!image.current || loaded !== photoUrl) return;
    const made = createBoxDrawing(
      image.current,
      {
        drawn: (id, box) => latest.current.onDraw(id, box),
        changed: (id, box) => latest.current.onChange(id, box),
        removed: (id) => latest.current.onRemove(id),
        selected: (id) => latest.current.onSelect(id),
      },
      drawOn,
    );
    setDrawing(made);
    return () => {
      made.close();
      setDrawing(undefined);
    };
  }, [loaded, photoUrl, drawOn]);
  useEffect(() => drawing?.show(boxes), [drawing, boxes]);
  useEffect(() => drawing?.select(selected), [drawing, selected]);

  return (
    <div className={style["frame"]}>
      {/* Its own key: the drawing belongs to one photo, and goes with it. */}
      <div key={photoUrl} className={style["drawing"]}>
        <img ref={image} src={photoUrl} alt={alt} draggable={false} onLoad={() => setLoaded(photoUrl)} />
      </div>
      <ul className={style["labels"]} aria-hidden="true">
        {suggested.map(({ id, label, box }) => (
          <li
            key={id}
            data-suggested="true"
            style={{
              left: `${box.left * 100}%`,
              top: `${box.top * 100}%`,
              width: `${box.width * 100}%`,
              height: `${box.height * 100}%`,
            }}
          >
            <span>{label}?</span>
          </li>
        ))}
        {boxes.map(({ id, label, box }) => (
          <li
            key={id}
            data-selected={id === selected}
            style={{
              left: `${box.left * 100}%`,
              top: `${box.top * 100}%`,
              maxWidth: `${100 - box.left * 100}%`,
            }}
          >
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}
