import {
  createImageAnnotator,
  type ImageAnnotation,
  type Rectangle,
  ShapeType,
} from "@annotorious/annotorious";
import { Origin } from "@annotorious/core";
import { type LabelledBox, toFractions, toPixels } from "./labelled-box.ts";

/** What a person does to the boxes of a photo. */
export type BoxDrawingEvents = {
  drawn(id: string, box: LabelledBox["box"]): void;
  changed(id: string, box: LabelledBox["box"]): void;
  removed(id: string): void;
  selected(id: string | undefined): void;
};

export type BoxDrawing = {
  /** Show these and no others. */
  show(boxes: readonly LabelledBox[]): void;
  select(id: string | undefined): void;
  close(): void;
};

/**
 * Boxes that can be drawn, moved, resized and removed on a photo, by Annotorious.
 * @param photo loaded already: its natural size is what boxes are measured in
 * @param drawOn lets go of a box that was drawn, so that the next one can be drawn at once
 */
export function createBoxDrawing(
  photo: HTMLImageElement,
  events: BoxDrawingEvents,
  drawOn = false,
): BoxDrawing {
  const size = { width: photo.naturalWidth, height: photo.naturalHeight };
  const annotator = createImageAnnotator(photo, {
    drawingEnabled: true,
    drawingMode: "drag",
    autoSave: true,
  });
  const boxOf = ({ target }: ImageAnnotation) => {
    // A turned rectangle is taken for the upright one around it: parts have upright boxes.
    const { minX, minY, maxX, maxY } = target.selector.geometry.bounds;
    return toFractions({ x: minX, y: minY, w: maxX - minX, h: maxY - minY }, size);
  };

  let justDrawn: string | undefined;
  annotator.on("createAnnotation", (annotation) => {
    justDrawn = annotation.id;
    events.drawn(annotation.id, boxOf(annotation));
  });
  annotator.on("updateAnnotation", (annotation) => events.changed(annotation.id, boxOf(annotation)));
  annotator.on("deleteAnnotation", ({ id }) => events.removed(id));
  annotator.on("selectionChanged", ([first]) => {
    const isNew = first !== undefined && first.id === justDrawn;
    justDrawn = undefined;
    // The library selects what was drawn, and nothing can be drawn while something is selected.
    if (drawOn && isNew) setTimeout(() => annotator.cancelSelected());
    else events.selected(first?.id);
  });

  return {
    show(boxes) {
      // As if by somebody else: what is shown is no doing of the person who draws, and is not told.
      const { store } = annotator.state;
      const kept = new Set(boxes.map(({ id }) => id));
      for (const { id } of annotator.getAnnotations())
        if (!kept.has(id)) store.deleteAnnotation(id, Origin.REMOTE);
      for (const box of boxes) {
        const known = annotator.getAnnotationById(box.id);
        if (!known) store.addAnnotation(annotationOf(box, size), Origin.REMOTE);
        else if (!sameBox(boxOf(known), box.box))
          store.updateAnnotation(annotationOf(box, size), Origin.REMOTE);
      }
    },
    select: (id) => annotator.setSelected(id),
    close: () => annotator.destroy(),
  };
}

function annotationOf({ id, box }: LabelledBox, size: { width: number; height: number }): ImageAnnotation {
  const { x, y, w, h } = toPixels(box, size);
  const geometry = { x, y, w, h, rot: 0, bounds: { minX: x, minY: y, maxX: x + w, maxY: y + h } };
  const selector: Rectangle = { type: ShapeType.RECTANGLE, geometry };
  return { id, bodies: [], target: { annotation: id, selector } };
}

function sameBox(one: LabelledBox["box"], other: LabelledBox["box"]): boolean {
  return (["left", "top", "width", "height"] as const).every(
    (side) => Math.abs(one[side] - other[side]) < 0.0002,
  );
}
