import { expect, it, vi } from "vitest";
import { inspectionEvidence, sealedAt } from "../../test/contracts/samples.ts";
import { createMemoryRecordStore } from "../adapters/memory/memory-record-store.ts";
import { createRecordFollower, type FollowedChange } from "./follow-records.ts";

function setUp({ gapMs = 60 } = {}) {
  const records = createMemoryRecordStore();
  const record = async (...sequences: number[]) => {
    for (const sequence of sequences) {
      await records.record(await sealedAt(sequence, inspectionEvidence({ id: `id-${sequence}` })), []);
    }
  };
  const follow = createRecordFollower({ live: records.live, records }, { pollMs: 2, gapMs });
  const stop = new AbortController();
  /** Follows in the background. */
  function start(after?: number): FollowedChange[] {
    const heard: FollowedChange[] = [];
    const signal = AbortSignal.any([stop.signal]);
    void (async () => {
      for await (const change of follow({ after, signal })) heard.push(change);
    })();
    return heard;
  }
  return { records, record, start, stop, follow };
}
const sequences = (heard: readonly FollowedChange[]) => heard.map(({ sequence }) => sequence);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it("tells what is recorded from now on, once and in order", async () => {
  const { record, start, stop } = setUp();
  await record(1, 2);
  const heard = start();
  await pause(20);

  await record(3, 4);
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  await pause(20);

  expect(sequences(heard)).toEqual([3, 4]);
  stop.abort();
});

it("goes on exactly after the sequence that a follower knows", async () => {
  const { record, start, stop } = setUp();
  await record(...Array.from({ length: 250 }, (_, i) => i + 1));

  const heard = start(7);
  await vi.waitFor(() => expect(heard).toHaveLength(243));

  expect(sequences(heard)).toEqual(Array.from({ length: 243 }, (_, i) => i + 8));
  stop.abort();
});

it("waits for an entry that is sealed and not yet recorded, and does not miss it", async () => {
  const { record, start, stop } = setUp({ gapMs: 60_000 });
  const heard = start(0);

  await record(1, 3);
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  await pause(15);
  const before = sequences(heard);
  await record(2);
  await vi.waitFor(() => expect(heard).toHaveLength(3));

  expect(before).toEqual([1]);
  expect(sequences(heard)).toEqual([1, 2, 3]);
  stop.abort();
});

it("goes on past an entry whose writer has died", async () => {
  const { record, start, stop } = setUp();
  await record(1, 3, 5);

  const heard = start(0);

  await vi.waitFor(() => expect(sequences(heard)).toEqual([1, 3, 5]));
  stop.abort();
});

it.each([
  ["too far behind", 0],
  ["ahead of all, as after another home was opened", 5000],
])("tells a follower that is %s to read anew, and goes on from there", async (_what, after) => {
  const { record, start, stop, records } = setUp();
  vi.spyOn(records, "lastRecorded").mockResolvedValue(1500);
  const heard = start(after);
  await vi.waitFor(() => expect(heard).toHaveLength(1));

  await record(1501);
  await vi.waitFor(() => expect(heard).toHaveLength(2));

  expect(heard).toMatchObject([
    { sequence: 1500, kind: "reset" },
    { sequence: 1501, kind: "inspection" },
  ]);
  stop.abort();
});

it("asks once for all who are up to date", async () => {
  const { records, start, stop } = setUp();
  const asked = vi.spyOn(records.live, "after");
  const followers = Array.from({ length: 50 }, () => start(0));

  await pause(60);
  stop.abort();

  expect(followers).toHaveLength(50);
  expect(asked.mock.calls.length).toBeGreaterThan(2);
  expect(asked.mock.calls.length).toBeLessThan(300);
});

it("ends when it is told to", async () => {
  const { follow } = setUp();
  const stop = new AbortController();
  const following = follow({ after: 0, signal: stop.signal }).next();

  stop.abort();

  expect((await following).done).toBe(true);
});
