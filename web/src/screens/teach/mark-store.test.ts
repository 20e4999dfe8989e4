import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMarkStore, type SaveOutcome } from "./mark-store.ts";

const SHA = "a".repeat(64);
const box = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };
const screw = { id: "1", label: "screw", box };

function memoryDrafts() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function arrange(outcomes: SaveOutcome[], drafts = memoryDrafts()) {
  const sent: unknown[] = [];
  const store = createMarkStore(
    "box",
    async (_sha, version, boxes) => {
      sent.push({ version, boxes });
      return outcomes.shift() ?? { kind: "saved", version: version + 1 };
    },
    drafts,
  );
  store.load([{ sha256: SHA, version: 4, boxes: [] }]);
  return { store, sent, drafts };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("A change is sent by itself, with the version it was drawn on", async () => {
  const { store, sent, drafts } = arrange([]);

  store.change(SHA, [screw]);
  const before = store.marks(SHA)?.state;
  await vi.advanceTimersByTimeAsync(1000);

  expect(before).toBe("unsaved");
  expect(sent).toEqual([{ version: 4, boxes: [{ label: "screw", box }] }]);
  expect(store.marks(SHA)?.state).toBe("saved");
  expect(drafts.kept.size).toBe(0);
});

test("While the server is away a change is tried again until it is there", async () => {
  const { store, sent } = arrange([{ kind: "offline" }, { kind: "offline" }]);

  store.change(SHA, [screw]);
  await vi.advanceTimersByTimeAsync(1000);
  const meanwhile = store.marks(SHA)?.state;
  await vi.advanceTimersByTimeAsync(10_000);

  expect(meanwhile).toBe("offline");
  expect(sent).toHaveLength(3);
  expect(store.unsaved()).toBe(0);
});

test("What was not saved when the page was closed is there again, and is sent", async () => {
  const { store, drafts } = arrange([{ kind: "offline" }]);
  store.change(SHA, [screw]);
  store.close();

  const { store: again, sent } = arrange([], drafts);
  const seen = again.marks(SHA)?.boxes;
  await vi.advanceTimersByTimeAsync(1000);

  expect(seen).toMatchObject([{ label: "screw", box }]);
  expect(sent).toMatchObject([{ version: 4 }]);
});

test("A draft on boxes that somebody else has changed since is a conflict, and overwrites nothing", async () => {
  const drafts = memoryDrafts();
  const first = arrange([{ kind: "offline" }], drafts);
  first.store.change(SHA, [screw]);
  first.store.close();
  const sent: unknown[] = [];
  const store = createMarkStore(
    "box",
    async (...all) => {
      sent.push(all);
      return { kind: "offline" };
    },
    drafts,
  );

  store.load([{ sha256: SHA, version: 5, boxes: [] }]);
  await vi.advanceTimersByTimeAsync(10_000);

  expect(store.marks(SHA)?.state).toBe("conflict");
  expect(sent).toEqual([]);
});

test("After a conflict a person keeps the own boxes, or those of the other", async () => {
  const theirs = { sha256: SHA, version: 9, boxes: [{ label: "led", box }] };
  const conflict: SaveOutcome = { kind: "conflict", detail: "Ben has changed them." };
  const one = arrange([conflict]);
  const other = arrange([conflict]);
  for (const { store } of [one, other]) store.change(SHA, [screw]);
  await vi.advanceTimersByTimeAsync(1000);
  const told = one.store.marks(SHA)?.detail;

  one.store.resolve(theirs, "mine");
  other.store.resolve(theirs, "theirs");
  await vi.advanceTimersByTimeAsync(1000);

  expect(told).toBe("Ben has changed them.");
  expect(one.sent.at(-1)).toEqual({ version: 9, boxes: [{ label: "screw", box }] });
  expect(other.store.marks(SHA)).toMatchObject({ state: "saved", boxes: [{ label: "led" }] });
  expect(other.sent).toHaveLength(1);
});

test("A change made while another is being sent is sent after it", async () => {
  const { store, sent } = arrange([]);
  store.change(SHA, [screw]);
  await vi.advanceTimersByTimeAsync(400);

  store.change(SHA, []);
  await vi.advanceTimersByTimeAsync(2000);

  expect(sent).toMatchObject([
    { version: 4, boxes: [{ label: "screw" }] },
    { version: 5, boxes: [] },
  ]);
});

test("A change can be taken back", () => {
  const { store } = arrange([]);
  store.change(SHA, [screw]);
  store.change(SHA, []);

  store.undo(SHA);

  expect(store.marks(SHA)?.boxes).toEqual([screw]);
});

test("What the server tells does not overwrite what is not saved yet", () => {
  const { store } = arrange([]);
  store.change(SHA, [screw]);

  store.load([{ sha256: SHA, version: 4, boxes: [] }]);

  expect(store.marks(SHA)?.boxes).toEqual([screw]);
});
