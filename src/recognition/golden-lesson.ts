import { type GoldenHeader, readGoldenModel } from "./golden/golden-model-file.ts";
import type { GoldenTools } from "./golden/golden-tools.ts";
import { teachGolden } from "./golden/teach-golden.ts";
import type { LabelledPhoto } from "./labelled-photo.ts";
import type { Lesson, TeachProgress } from "./lesson.ts";
import { gatherPart } from "./part-evidence.ts";

/**
 * `shared`: how likely another photo has a part where one has it, 0 to 1. `unaligned`: photos that do not show the
 * widget like the golden photo.
 */
export type GoldenLesson = Lesson & { shared: number; unaligned: number };

/**
 * Learns a widget with a fixed layout, see golden/teach-golden.ts. The evidence is of places on marked photos: what
 * an unmarked photo shows is itself only judged, and proves nothing.
 * @throws PartproofError `invalid-input` when a photo does not fit its labels, or most cannot be aligned
 */
export async function teachGoldenLesson(
  examples: readonly LabelledPhoto[],
  labels: readonly string[],
  seed: number,
  tools: GoldenTools,
  onProgress: TeachProgress,
): Promise<GoldenLesson> {
  const file = await teachGolden(examples, labels, seed, tools, onProgress);
  const { card } = readGoldenModel(file).header;
  const { expected, unaligned, aligned } = card;
  if (!expected) return { file, shared: 0, unaligned };
  // Photos with the most boxes are aligned first, so the unmarked ones come last.
  const marked = examples.filter(({ boxes }) => boxes.length > 0).length - unaligned;
  const views = expected.views.filter(({ photo }) => photo < marked);
  const photos = new Set(views.map(({ photo }) => photo)).size;
  const lesson = { file, shared: expected.shared, unaligned };
  return photos === 0 ? lesson : { ...lesson, evidence: evidenceOf(views, photos, labels, aligned) };
}

type GoldenViews = NonNullable<GoldenHeader["card"]["expected"]>["views"];

function evidenceOf(
  views: GoldenViews,
  photos: number,
  labels: readonly string[],
  photoSha256: string[] | undefined,
) {
  const parts = labels.map((label, index) => {
    const own = views.filter((view) => view.label === index).map(({ label: _, ...view }) => view);
    return gatherPart(label, 1, own);
  });
  return { unit: "place" as const, photos, parts, ...(photoSha256 ? { photoSha256 } : {}) };
}
