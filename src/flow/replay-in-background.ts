import { concludeReplay, emptyTally, type ReplayTally } from "../domain/compare-replay.ts";
import { asPartproofError, PartproofError } from "../domain/errors.ts";
import type { Recipe } from "../domain/recipe.ts";
import { type Flip, flipOf, type Replay } from "../domain/replay.ts";
import type { ReplayStore } from "../ports/replay-store.ts";
import type { Platform } from "./platform.ts";
import { tallyReplay } from "./tally-replay.ts";

/** Replays that run beside other work, one at a time. */
export type ReplayRunner = Pick<ReplayStore, "get" | "list" | "flips" | "flip" | "remove"> & {
  /**
   * Starts one and does not wait for it.
   * @throws PartproofError `unavailable` while another one runs
   */
  start(request: ReplayRequest): Promise<Replay>;
  /** Stops what runs, and waits until it has. */
  close(): Promise<void>;
};

export type ReplayRequest = Pick<Replay, "range" | "limit" | "by"> & { recipe: Recipe };

/** Replays that are kept, and flips that are listed of each; the tally counts all of them. */
const MOST_KEPT = 20;
const MOST_FLIPS = 5000;
/** Whoever watches wants to see it move; each look is a commit. */
const SAVE_EVERY_MS = 500;

/**
 * @param store what a replay that was stopped or broken off by the end of a process had found stays in it
 */
export async function createReplayRunner(platform: Platform, store: ReplayStore): Promise<ReplayRunner> {
  let running: { id: string; ended: Promise<void>; mustStop: boolean } | undefined;

  // Only this process runs replays: one that runs and is not ours was broken off.
  for (const replay of await store.list()) {
    if (replay.state !== "running") continue;
    await store.save({ ...replay, state: "stopped", failure: "The server was stopped. Start it again." }, []);
  }

  async function run(replay: Replay, mustStop: () => boolean): Promise<void> {
    let found: Flip[] = [];
    let listed = 0;
    let savedMs = Date.now();
    let soFar = replay;
    const save = async (next: Replay) => {
      soFar = next;
      savedMs = Date.now();
      const flips = found;
      found = [];
      await store.save(next, flips);
    };
    const onFlip = async (flip: Parameters<typeof flipOf>[0]) => {
      if (listed < MOST_FLIPS) found.push(flipOf(flip));
      listed += 1;
    };
    const onProgress = async (_done: number, tally: ReplayTally) => {
      if (Date.now() - savedMs >= SAVE_EVERY_MS) await save({ ...soFar, tally });
    };
    const endedAt = () => platform.now().toISOString();
    try {
      const { recipe, range, limit } = replay;
      const options = { limit, onFlip, mustStop, onProgress };
      const { stopped, ...tally } = await tallyReplay(platform, recipe, range, options);
      const outcome = stopped
        ? { state: "stopped" as const }
        : { state: "done" as const, ...concludeReplay(tally) };
      await save({ ...soFar, ...outcome, tally, endedAt: endedAt() });
    } catch (error) {
      platform.telemetry.failed("replay a recipe", error, { replay: replay.id });
      const failure = asPartproofError(error).message;
      await save({ ...soFar, state: "failed", failure, endedAt: endedAt() });
    }
  }

  const { get, list, flips, flip } = store;
  return {
    ...{ get, list, flips, flip },
    async start({ recipe, range, limit, by }) {
      if (running) {
        const message = `Replay ${running.id} runs. Wait for its end, or stop it with DELETE /v1/replays/${running.id}.`;
        throw new PartproofError("unavailable", message);
      }
      const mine = { id: platform.newId(), ended: Promise.resolve(), mustStop: false };
      running = mine;
      try {
        const replay: Replay = {
          id: mine.id,
          state: "running",
          ...{ recipe, range, limit, by },
          startedAt: platform.now().toISOString(),
          total: Math.min(limit, await countArchived(platform, recipe, range)),
          tally: emptyTally(),
        };
        await store.add(replay, MOST_KEPT);
        mine.ended = run(replay, () => mine.mustStop)
          .catch((error: unknown) => platform.telemetry.failed("keep a replay", error))
          .finally(() => {
            running = undefined;
          });
        return replay;
      } catch (error) {
        running = undefined;
        throw error;
      }
    },
    async remove(id) {
      if (running?.id === id) {
        running.mustStop = true;
        await running.ended;
      }
      await store.remove(id);
    },
    async close() {
      if (!running) return;
      running.mustStop = true;
      await running.ended;
    },
  };
}

async function countArchived(
  { records }: Platform,
  recipe: Recipe,
  range: ReplayRequest["range"],
): Promise<number> {
  const { verdicts } = await records.count({ ...range, recipe: recipe.id });
  return Object.values(verdicts).reduce((sum, count) => sum + count, 0);
}
