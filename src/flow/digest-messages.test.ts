import { describe, expect, it } from "vitest";
import {
  createTestPlatform,
  fourScrews,
  jpeg,
  screws,
  submission,
} from "../../test/support/test-platform.ts";
import { PartproofError } from "../domain/errors.ts";
import type { Recipe } from "../domain/recipe.ts";
import { digestMessages } from "./digest-messages.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";

const BASE_URL = "http://127.0.0.1:8080";
const NO_GAP = { gapMs: 0, baseUrl: BASE_URL };

/** A platform whose every widget lacks a screw. */
async function platformThatFails(recipes: readonly Recipe[] = [fourScrews]) {
  const test = createTestPlatform({ recognize: () => screws(3) });
  for (const recipe of recipes) await publishRecipe(test.platform, recipe, { publishedBy: "test" });
  return {
    ...test,
    async fail(serials: readonly string[], recipeId = "block"): Promise<void> {
      for (const [i, serial] of serials.entries()) {
        const source = { fileName: `${serial}.jpg` };
        const photo = await jpeg(i + 1);
        await receiveImage(test.platform, await submission({ recipeId, source, sourceKey: serial, photo }));
        await processNext(test.platform);
      }
    },
  };
}

describe("telling in a digest", () => {
  it("makes one message of many failures of a recipe, and tells each once", async () => {
    const { platform, memory, fail } = await platformThatFails();
    await fail(["SN1", "SN2", "SN3"]);

    const run = await digestMessages(platform, NO_GAP);
    const again = await digestMessages(platform, NO_GAP);

    expect(run).toEqual({ messages: 3, sent: 1, failed: 0 });
    expect(again).toEqual({ messages: 0, sent: 0, failed: 0 });
    expect(memory.notifier.mails.map(({ message }) => message.subject)).toEqual([
      "3 FAIL block: SN1, SN2, SN3",
    ]);
    expect(await memory.outbox.counts()).toMatchObject({ sent: 3, waiting: 0, sending: 0 });
  });

  it("leaves a single failure as the mail it is, with its photo", async () => {
    const { platform, memory, fail } = await platformThatFails();
    await fail(["SN1"]);

    await digestMessages(platform, NO_GAP);

    expect(memory.notifier.mails).toMatchObject([
      { message: { id: expect.stringMatching(/^inspection-/) }, photo: expect.any(Uint8Array) },
    ]);
  });

  it("keeps recipes apart, and people who are told of one alone", async () => {
    const other = { ...fourScrews, id: "other", notify: { ...fourScrews.notify, to: ["else@example.com"] } };
    const next = { ...fourScrews, version: 2, notify: { ...fourScrews.notify, to: ["new@example.com"] } };
    const { platform, memory, fail } = await platformThatFails([fourScrews, other]);
    await fail(["SN1", "SN2"]);
    await fail(["SN3", "SN4"], "other");
    await publishRecipe(platform, next, { publishedBy: "test" });
    await fail(["SN5", "SN6"]);

    await digestMessages(platform, NO_GAP);

    expect(memory.notifier.mails.map(({ message }) => [message.to[0], message.subject])).toEqual([
      ["quality@example.com", "2 FAIL block: SN1, SN2"],
      ["else@example.com", "2 FAIL other: SN3, SN4"],
      ["new@example.com", "2 FAIL block: SN5, SN6"],
    ]);
  });

  it("puts every message of a digest back when it cannot be sent, and tells them later", async () => {
    const { platform, memory, fail, wait } = await platformThatFails();
    await fail(["SN1", "SN2"]);
    memory.notifier.failWith(new PartproofError("unavailable", "The topic is throttled."));

    const run = await digestMessages(platform, NO_GAP);
    const tooSoon = await digestMessages(platform, NO_GAP);
    wait(60_000);
    const later = await digestMessages(platform, NO_GAP);

    expect(run).toEqual({ messages: 2, sent: 0, failed: 1 });
    expect(tooSoon.messages).toBe(0);
    expect(later).toEqual({ messages: 2, sent: 1, failed: 0 });
  });

  it("waits between two messages, for channels that allow only so many a second", async () => {
    const { platform, fail } = await platformThatFails([fourScrews, { ...fourScrews, id: "other" }]);
    await fail(["SN1"]);
    await fail(["SN2"], "other");
    const startedAt = performance.now();

    await digestMessages(platform, { gapMs: 60, baseUrl: BASE_URL });

    expect(performance.now() - startedAt).toBeGreaterThan(55);
  });
});
