import type { Teaching } from "../../domain/lesson.ts";
import { INTERRUPTED, MOST_LISTED, MOST_WAITING, type TeachingStore } from "../../ports/teaching-store.ts";
import { alreadyTeaching, tooManyWait } from "../lesson-faults.ts";

export function createMemoryTeachingStore(): TeachingStore {
  const all = new Map<string, { teaching: Teaching; aliveMs: number }>();
  const inState = (...states: Teaching["state"][]) =>
    [...all.values()].filter(({ teaching }) => states.includes(teaching.state));
  const copyOf = (id: string) => structuredClone(all.get(id)?.teaching);

  return {
    async add(teaching) {
      const underWay = inState("waiting", "running");
      if (underWay.some((one) => one.teaching.lessonId === teaching.lessonId)) throw alreadyTeaching();
      if (underWay.length >= MOST_WAITING) throw tooManyWait();
      all.set(teaching.id, { teaching: structuredClone(teaching), aliveMs: 0 });
    },
    async get(id) {
      return copyOf(id);
    },
    async list(lessonId) {
      const own = [...all.values()].filter(({ teaching }) => teaching.lessonId === lessonId);
      return structuredClone(own.map(({ teaching }) => teaching))
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, MOST_LISTED);
    },
    async claim(now, silentSince) {
      for (const { teaching, aliveMs } of inState("running")) {
        if (aliveMs >= silentSince.getTime()) return undefined;
        Object.assign(teaching, { state: "failed", message: INTERRUPTED, endedAt: now.toISOString() });
      }
      const [next] = inState("waiting").sort((a, b) => (a.teaching.id < b.teaching.id ? -1 : 1));
      if (!next) return undefined;
      Object.assign(next.teaching, { state: "running", startedAt: now.toISOString() });
      next.aliveMs = now.getTime();
      return structuredClone(next.teaching);
    },
    async report(id, progress, now) {
      const entry = all.get(id);
      if (entry?.teaching.state !== "running") return false;
      Object.assign(entry.teaching, progress);
      entry.aliveMs = now.getTime();
      return true;
    },
    async end(id, end, now) {
      const entry = all.get(id);
      if (entry?.teaching.state !== "running") return;
      Object.assign(entry.teaching, end, { endedAt: now.toISOString() });
    },
    async cancel(id, now) {
      const entry = all.get(id);
      if (entry && ["waiting", "running"].includes(entry.teaching.state))
        Object.assign(entry.teaching, { state: "canceled", endedAt: now.toISOString() });
      return copyOf(id);
    },
  };
}
