import { type AugmentationLimits, drawView, renderView } from "./augmentation.ts";
import { type Backbone, CELL_STRIDE } from "./backbone.ts";
import { CellStore } from "./cell-store.ts";
import { type ChannelScale, type HeadRunner, type HeadWeights, readyHead } from "./find-head.ts";
import { createHeadTrainer, type HeadTrainer, type StepSession } from "./head-trainer.ts";
import type { Random } from "./random.ts";
import { type CellTarget, type MarkedPart, viewTargets } from "./view-targets.ts";
import type { WorkingPhoto } from "./working-photo.ts";

export type TeachPhoto = { photo: WorkingPhoto; parts: MarkedPart[] };

export type TeachTools = { backbone: Backbone; runner: HeadRunner; stepSession: StepSession };

export type TeachPlan = {
  limits: AugmentationLimits;
  /** Views of each photo in each round; from the second round on, cells that fool the head are added. */
  viewsPerRound: readonly number[];
  /** Steps of the scout: one head that learns just enough to say, before each further round, what fools it. */
  scoutSteps: number;
  /** Steps of the heads that will look at photos; they learn from all that the rounds gathered. */
  steps: number;
};

/** `cells` is what the heads learned from, for heads that leave photos out. */
export type TaughtHeads = { heads: HeadWeights; scale: ChannelScale; cells: CellStore };

/**
 * Heads whose mean looks at photos: what a head makes of little evidence depends on where it began, and the mean
 * of a few is far steadier. See docs/benchmarks.md.
 */
export const HEADS = 3;

const BATCH = 512;
const PART_SHARE = 0.4;
const PEAK_RATE = 0.004;
/** Cells kept of each view: of each part, and of the background at random, near parts and where it fools. */
const KEEP = { part: 14, random: 24, near: 24, hard: 40 } as const;

/** Learns heads from photos: views → features → cells → steps, in rounds. Deterministic for one `random`. */
export async function teachFind(
  photos: readonly TeachPhoto[],
  typicalSizes: readonly number[],
  plan: TeachPlan,
  tools: TeachTools,
  random: Random,
  onProgress: (fraction: number, stage: string) => void,
): Promise<TaughtHeads> {
  const parts = typicalSizes.length;
  const store = new CellStore(parts);
  const totalViews = plan.viewsPerRound.reduce((sum, views) => sum + views, 0) * photos.length;
  let scale: ChannelScale | undefined;
  let seen = 0;
  for (const [round, views] of plan.viewsPerRound.entries()) {
    // A scout learns quickly what the rounds before gathered, and tells what still fools it.
    const scout =
      scale && (await learnHeads(tools, store, scale, parts, 1, plan.scoutSteps, random, () => {}));
    const head = scout && scale ? readyHead(scout, scale, parts) : undefined;
    const shown = Array.from({ length: views }, () => photos).flat();
    for (const [at, example] of shown.entries()) {
      const { photo, parts: marked } = example;
      const view = drawView(photo, plan.limits, random);
      const maps = await tools.backbone.look(renderView(photo, view));
      const targets = viewTargets(photo, view, marked, typicalSizes);
      const logits = head ? (await tools.runner.run(head, maps)).logits : undefined;
      const cells = (photo.width / CELL_STRIDE) * (photo.height / CELL_STRIDE);
      for (const target of chooseCells(targets, logits, cells, random))
        store.add(maps, target, at % photos.length);
      seen++;
      onProgress((0.6 * seen) / totalViews, round === 0 ? "looking" : "looking for what fools it");
    }
    scale ??= store.channelScale();
  }
  if (!scale) throw new Error("A plan has at least one round.");
  const heads = await learnHeads(tools, store, scale, parts, HEADS, plan.steps, random, (done) =>
    onProgress(0.6 + 0.4 * done, "learning"),
  );
  return { heads, scale, cells: store };
}

/** Heads that learn from stored cells alone. @param onStep called after each step with the share that is done */
export async function learnHeads(
  tools: TeachTools,
  cells: CellStore,
  scale: ChannelScale,
  parts: number,
  heads: number,
  steps: number,
  random: Random,
  onStep: (done: number) => void,
): Promise<HeadWeights> {
  const trainer = createHeadTrainer(tools.stepSession, parts, heads, scale, random);
  for (let step = 0; step < steps; step++) {
    await learn(trainer, cells, step / steps, random);
    onStep((step + 1) / steps);
  }
  return trainer.weights();
}

/** One step on a batch of the stored cells. @param progress 0 to 1, of the lesson: sets the rate */
function learn(trainer: HeadTrainer, cells: CellStore, progress: number, random: Random) {
  return trainer.step(cells.draw(BATCH, PART_SHARE, random), rateAt(progress));
}

/** A short rise, then down along a cosine to zero. */
function rateAt(progress: number): number {
  const rise = Math.min(1, progress / 0.05 + 0.02);
  return PEAK_RATE * rise * 0.5 * (1 + Math.cos(Math.PI * progress));
}

function chooseCells(
  targets: readonly CellTarget[],
  logits: Float32Array | undefined,
  cells: number,
  random: Random,
): CellTarget[] {
  const byPart = new Map<number, CellTarget[]>();
  const near: CellTarget[] = [];
  const far: CellTarget[] = [];
  for (const target of targets) {
    const label = target.present.indexOf(1);
    if (label >= 0) byPart.set(label, [...(byPart.get(label) ?? []), target]);
    else if (target.near) near.push(target);
    else far.push(target);
  }
  const chosen: CellTarget[] = [];
  for (const group of byPart.values()) chosen.push(...pick(group, KEEP.part * 2, random));
  chosen.push(...pick(far, KEEP.random, random), ...pick(near, KEEP.near, random));
  if (logits) {
    const fooled = (target: CellTarget) => {
      let worst = Number.NEGATIVE_INFINITY;
      for (const [label, present] of target.present.entries())
        if (present === 0) worst = Math.max(worst, logits[label * cells + target.cell] ?? worst);
      return worst;
    };
    const hard = [...far, ...near].map((target) => ({ target, worst: fooled(target) }));
    hard.sort((a, b) => b.worst - a.worst);
    chosen.push(
      ...hard
        .slice(0, KEEP.hard)
        .filter(({ worst }) => worst > -4)
        .map(({ target }) => target),
    );
  }
  return chosen;
}

function pick<T>(from: readonly T[], count: number, random: Random): T[] {
  const left = [...from];
  const picked: T[] = [];
  while (picked.length < count && left.length > 0) {
    const at = random.below(left.length);
    const item = left[at];
    const last = left.pop();
    if (item === undefined || last === undefined) break;
    if (at < left.length) left[at] = last;
    picked.push(item);
  }
  return picked;
}
