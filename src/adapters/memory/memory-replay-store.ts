import type { Flip, Replay } from "../../domain/replay.ts";
import type { ReplayStore } from "../../ports/replay-store.ts";

export function createMemoryReplayStore(): ReplayStore {
  const kept = new Map<string, { replay: Replay; flips: Flip[] }>();

  return {
    async add(replay, keep) {
      kept.set(replay.id, { replay: structuredClone(replay), flips: [] });
      for (const id of [...kept.keys()].slice(0, -keep)) kept.delete(id);
    },
    async save(replay, flips) {
      const known = kept.get(replay.id);
      if (known === undefined) return;
      known.replay = structuredClone(replay);
      known.flips.push(...structuredClone(flips));
    },
    async get(id) {
      return structuredClone(kept.get(id)?.replay);
    },
    async list() {
      return structuredClone([...kept.values()].map(({ replay }) => replay).reverse());
    },
    async remove(id) {
      kept.delete(id);
    },
    async flips(id, { limit, after }) {
      return structuredClone(kept.get(id)?.flips.slice(after, after + limit) ?? []);
    },
    async flip(id, inspectionId) {
      return structuredClone(kept.get(id)?.flips.find((flip) => flip.inspectionId === inspectionId));
    },
  };
}
