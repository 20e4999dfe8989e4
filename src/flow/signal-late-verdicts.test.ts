import { expect, test } from "vitest";
import { sampleInspection, sampleReceipt, sealedAt } from "../../test/contracts/samples.ts";
import { temporaryDatabase } from "../../test/contracts/temporary-database.ts";
import { createTestPlatform, fourScrews } from "../../test/support/test-platform.ts";
import { createSqlitePendingPhotos } from "../adapters/embedded/sqlite-pending-photos.ts";
import { createSqliteRecordStore } from "../adapters/embedded/sqlite-record-store.ts";
import type { Recipe } from "../domain/recipe.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { createLateSignal } from "./signal-late-verdicts.ts";

/** A line with one photo of `block` received at 08:00:00, and a recipe that says how long it waits. */
async function lineWaiting(recipe: Partial<Recipe>) {
  const { platform, memory, wait } = createTestPlatform();
  platform.settings.channels = ["lines", "chat"];
  await publishRecipe(platform, { ...fourScrews, ...recipe }, { publishedBy: "test" });
  const database = await temporaryDatabase();
  const records = createSqliteRecordStore(database);
  const block = { id: "block", version: 1 };
  await records.receive(sampleReceipt({ recipe: block, receivedAt: platform.now().toISOString() }));
  const pending = createSqlitePendingPhotos(database);
  return {
    signal: () => createLateSignal(platform, pending, new Set(["lines"])),
    wait,
    told: () => memory.outbox.all().map(({ message }) => message),
    async judge() {
      const inspection = sampleInspection({ recipe: block });
      await records.record(await sealedAt(1, { kind: "inspection", inspection }), []);
    },
  };
}

const notify = { to: [], when: "fail-and-review" as const, channels: [{ name: "lines" }, { name: "chat" }] };

test("a line is told once that its verdict is late, when the time is over and not before", async () => {
  const { signal, wait, told } = await lineWaiting({ answerWithinMs: 500, notify });
  const look = signal();

  wait(499);
  const early = await look();
  wait(1);
  const due = await look();
  const again = await look();
  const afterRestart = await signal()();

  expect([early, due, again, afterRestart]).toEqual([false, true, false, true]);
  expect(told()).toMatchObject([
    {
      id: "late-01JNB000000000000000000001-lines",
      channel: "lines",
      createdAt: "2026-03-01T08:00:00.500Z",
      notice: { verdict: "review", reason: "no-verdict-in-time", source: { line: "line-1" } },
    },
  ]);
});

test("a line whose verdict is there is told nothing more", async () => {
  const { signal, wait, told, judge } = await lineWaiting({ answerWithinMs: 500, notify });

  await judge();
  wait(10_000);
  await signal()();

  expect(told()).toEqual([]);
});

test.each<[string, Partial<Recipe>]>([
  ["its recipe sets no time", { notify }],
  ["its recipe tells no line", { answerWithinMs: 500, notify: { ...notify, channels: [{ name: "chat" }] } }],
  [
    "the line wants no word",
    { answerWithinMs: 500, notify: { ...notify, channels: [{ name: "lines", when: "never" }] } },
  ],
])("nobody is told of a late verdict where %s", async (_why, recipe) => {
  const { signal, wait, told } = await lineWaiting(recipe);

  wait(10_000);
  await signal()();

  expect(told()).toEqual([]);
});
