import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, submission } from "../../test/support/test-platform.ts";
import { createMemoryCheckpoints } from "../adapters/memory/memory-checkpoints.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { verifyOnward } from "./verify-onward.ts";

/** A published recipe (entry 1) and as many inspections as asked for. */
async function line() {
  const test = createTestPlatform();
  await publishRecipe(test.platform, fourScrews, { publishedBy: "test" });
  async function inspect(...sourceKeys: string[]): Promise<void> {
    for (const sourceKey of sourceKeys) {
      await receiveImage(test.platform, await submission({ sourceKey }));
      await processNext(test.platform);
    }
  }
  return { ...test, inspect, checkpoints: createMemoryCheckpoints() };
}

const never = () => false;

describe("verifying onward", () => {
  it("checks only what was sealed since the last check", async () => {
    const { platform, inspect, checkpoints } = await line();
    await inspect("a", "b");

    const first = await verifyOnward(platform, checkpoints, never);
    await inspect("c");
    const second = await verifyOnward(platform, checkpoints, never);
    const third = await verifyOnward(platform, checkpoints, never);

    expect([first, second, third].map(({ entries }) => entries)).toEqual([3, 1, 0]);
    expect(third).toMatchObject({ intact: true, complete: true, head: await platform.vault.head() });
  });

  it("stops when its time is up, and goes on there the next time", async () => {
    const { platform, inspect, checkpoints } = await line();
    await inspect("a", "b", "c");

    const first = await verifyOnward(platform, checkpoints, () => true);
    const second = await verifyOnward(platform, checkpoints, never);

    expect(first).toMatchObject({ intact: true, complete: false, entries: 1, head: { sequence: 1 } });
    expect(second).toMatchObject({ intact: true, complete: true, entries: 3, head: { sequence: 4 } });
  });

  it("finds a fault again each time, without checking again what comes before it", async () => {
    const { platform, memory, inspect, checkpoints } = await line();
    await inspect("a", "b", "c");
    memory.vault.tamper(3, memory.vault.text(3)?.replace('"pass"', '"fail"'));

    const first = await verifyOnward(platform, checkpoints, never);
    const second = await verifyOnward(platform, checkpoints, never);

    expect(first).toMatchObject({ intact: false, entries: 2, fault: { sequence: 3 } });
    expect(second).toMatchObject({ intact: false, entries: 0, fault: { sequence: 3 } });
  });

  it("notices that the end of the chain was cut off after it was checked", async () => {
    const { platform, memory, inspect, checkpoints } = await line();
    await inspect("a", "b");
    await verifyOnward(platform, checkpoints, never);
    await inspect("c");
    memory.vault.tamper(4, undefined);

    const verification = await verifyOnward(platform, checkpoints, never);

    expect(verification).toMatchObject({
      intact: false,
      fault: { sequence: 4, what: expect.stringMatching(/^removed/) },
    });
  });

  it("takes nothing that is sealed while it runs for something removed", async () => {
    const { platform, inspect, checkpoints } = await line();
    await inspect("a");
    const entries = platform.vault.entries.bind(platform.vault);
    platform.vault.entries = async function* (after) {
      yield* entries(after);
      await inspect("b");
    };

    const verification = await verifyOnward(platform, checkpoints, never);

    expect(verification).toMatchObject({ intact: true, head: { sequence: 2 } });
  });
});
