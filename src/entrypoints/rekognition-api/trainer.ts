import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { asPartproofError, PartproofError } from "../../domain/errors.ts";
import type { ModelStore } from "../../ports/model-store.ts";
import type { ObjectReader } from "../../ports/object-reader.ts";
import type { ProjectStore, ProjectVersion } from "../../ports/project-store.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import type { LabelledPhoto } from "../../recognition/labelled-photo.ts";
import { readCard } from "../../recognition/lesson-card.ts";
import type { RecognitionPool } from "../../recognition/recognition-pool.ts";
import type { TeachOptions } from "../../recognition/teach.ts";
import { f1ScoreOf } from "./f1-score.ts";
import { fetchLabelledPhotos, splitForTest } from "./training-set.ts";
import { type VersionDetails, versionDetailsSchema } from "./version-details.ts";
import { HEARTBEAT_MS } from "./version-status.ts";

/** Teaches versions in the background; how far it is stands in the project store. */
export type Trainer = {
  /** @param version in state `training`, already stored */
  begin(version: ProjectVersion): void;
  /** How many trainings are not over. */
  underWay(): number;
  /** Stops what is under way; it is marked as failed. */
  close(): Promise<void>;
};

export type TrainerDeps = {
  pool: Pick<RecognitionPool, "teach" | "detectParts">;
  models: ModelStore;
  projects: ProjectStore;
  objects: ObjectReader;
  telemetry: Pick<Telemetry, "failed">;
  now(): Date;
  /** For the photos while they are learned from; emptied afterwards. */
  directory: string;
  /** As `partproof teach` by default: thorough, and the better of two ways to look. */
  lesson?: TeachOptions | undefined;
};

const USUAL_THRESHOLD = 0.5;
/** A crash leaves photos behind; a training takes minutes. */
const LEFT_BEHIND_AFTER_MS = 24 * 3_600_000;
/** Fetching photos is told as the first tenth of the way. */
const FETCHING = 0.1;

export function createTrainer(deps: TrainerDeps): Trainer {
  const stopped = new AbortController();
  const running = new Set<Promise<void>>();

  async function run(version: ProjectVersion): Promise<void> {
    let { message } = version;
    const report = (fraction: number, what: string) => {
      message = `${what}: ${Math.floor(fraction * 100)} % done.`;
    };
    const beat = setInterval(() => {
      const alive = { ...version, changedMs: deps.now().getTime(), message };
      deps.projects
        .change(version, ["training"], alive)
        .catch((error: unknown) => deps.telemetry.failed("report on a training", error));
    }, HEARTBEAT_MS);
    const finish = (to: Pick<ProjectVersion, "state" | "model" | "message" | "details">) =>
      deps.projects.change(version, ["training"], { ...to, changedMs: deps.now().getTime() });
    try {
      const { model, details } = await inFolder(deps.directory, (folder) =>
        train(version, folder, deps, stopped.signal, report),
      );
      clearInterval(beat);
      await finish({ state: "trained", model, details });
    } catch (error) {
      clearInterval(beat);
      const { code, message: why } = asPartproofError(error);
      if (code === "internal" && !stopped.signal.aborted) deps.telemetry.failed("train a version", error);
      const told = stopped.signal.aborted ? "The server was stopped. Create another version." : why;
      await finish({ state: "training-failed", message: told, details: version.details });
    } finally {
      clearInterval(beat);
    }
  }

  return {
    begin(version) {
      const training = run(version)
        .catch((error: unknown) => deps.telemetry.failed("end a training", error))
        .finally(() => running.delete(training));
      running.add(training);
    },
    underWay: () => running.size,
    async close() {
      stopped.abort();
      await Promise.all(running);
    },
  };
}

async function train(
  version: ProjectVersion,
  folder: string,
  deps: TrainerDeps,
  signal: AbortSignal,
  report: (fraction: number, what: string) => void,
): Promise<{ model: { name: string; version: string }; details: VersionDetails }> {
  const details = versionDetailsSchema.parse(version.details);
  const startedAt = performance.now();
  const fetch = async (
    asset: NonNullable<VersionDetails["training"]>["Assets"][number] | undefined,
    to: string,
  ) => {
    if (!asset) throw new PartproofError("internal", "A version to be trained has no manifest.");
    return fetchLabelledPhotos(asset, join(folder, to), deps.objects, (done, of) => {
      signal.throwIfAborted();
      report((FETCHING * done) / of, "Fetching photos");
    });
  };
  const photos = await fetch(details.training?.Assets[0], "teach");
  const testAsset = details.testing?.Assets?.[0];
  const sets: { teach: LabelledPhoto[]; test: LabelledPhoto[] } = testAsset
    ? { teach: photos, test: await fetch(testAsset, "test") }
    : splitForTest(photos);
  const content = await deps.pool.teach(sets.teach, { look: "auto", ...deps.lesson, signal }, (fraction) =>
    report(FETCHING + (1 - FETCHING) * fraction, "Teaching"),
  );
  const thresholds = new Map(
    readCard(content).card.proposal?.parts.map(({ label, minConfidence }) => [label, minConfidence]),
  );
  const stored = await deps.models.put(version.project.name, content, deps.now().toISOString());
  const source = { version: stored.version, load: async () => content };
  const f1Score = await f1ScoreOf(
    deps.pool,
    source,
    sets.test,
    (label) => thresholds.get(label) ?? USUAL_THRESHOLD,
  );
  return {
    model: { name: stored.name, version: stored.version },
    details: {
      ...details,
      f1Score,
      trainingEndedMs: deps.now().getTime(),
      trainingSeconds: Math.ceil((performance.now() - startedAt) / 1000),
    },
  };
}

async function inFolder<T>(directory: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(directory)) {
    const { mtimeMs } = await stat(join(directory, name));
    if (Date.now() - mtimeMs > LEFT_BEHIND_AFTER_MS)
      await rm(join(directory, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(directory, "training-"));
  try {
    return await work(folder);
  } catch (error) {
    if (!(error instanceof PartproofError)) throw error;
    // Messages name photos by their files; a client has no business with our folders.
    throw new PartproofError(error.code, error.message.replaceAll(`${folder}${sep}`, ""), { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
