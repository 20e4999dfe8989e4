import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, submission } from "../../test/support/test-platform.ts";
import { type EvidenceEntry, hashEntry } from "../domain/evidence.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { verifyEvidence } from "./verify-evidence.ts";

/** A recipe and three inspections: entries 1 to 4. */
async function sealedLine() {
  const line = createTestPlatform();
  await publishRecipe(line.platform, fourScrews, { publishedBy: "test" });
  for (const sourceKey of ["a", "b", "c"]) {
    await receiveImage(line.platform, await submission({ sourceKey }));
    await processNext(line.platform);
  }
  return line;
}

/** What somebody clever would do: alter the entry and make its own hash right again. */
async function forge(text: string | undefined, change: (entry: EvidenceEntry) => void): Promise<string> {
  const entry: EvidenceEntry = JSON.parse(text ?? "");
  change(entry);
  return JSON.stringify({ ...entry, sha256: await hashEntry(entry) });
}

describe("verifying evidence", () => {
  it("finds everything as it was sealed", async () => {
    const { platform } = await sealedLine();

    const verification = await verifyEvidence(platform);

    expect(verification).toMatchObject({
      intact: true,
      entries: 4,
      photos: 6,
      head: await platform.vault.head(),
    });
  });

  it("names an entry whose text was altered", async () => {
    const { platform, memory } = await sealedLine();
    memory.vault.tamper(3, memory.vault.text(3)?.replace('"pass"', '"fail"'));

    const { intact, entries, fault } = await verifyEvidence(platform);

    expect({ intact, entries, sequence: fault?.sequence }).toEqual({
      intact: false,
      entries: 2,
      sequence: 3,
    });
    expect(fault?.what).toMatch(/^altered/);
  });

  it("names an entry that was forged with a hash of its own", async () => {
    const { platform, memory } = await sealedLine();
    memory.vault.tamper(
      4,
      await forge(memory.vault.text(4), (entry) => (entry.sealedAt = "2020-01-01T00:00:00.000Z")),
    );

    const { fault } = await verifyEvidence(platform);

    expect(fault).toMatchObject({ sequence: 4, what: expect.stringMatching(/another hash was recorded/) });
  });

  it("names an entry that was removed from the middle", async () => {
    const { platform, memory } = await sealedLine();
    memory.vault.tamper(2);

    const { fault } = await verifyEvidence(platform);

    expect(fault).toMatchObject({ sequence: 2, what: expect.stringMatching(/^removed/) });
  });

  it("names the first entry that was cut off at the end", async () => {
    const { platform, memory } = await sealedLine();
    memory.vault.tamper(3);
    memory.vault.tamper(4);

    const { fault } = await verifyEvidence(platform);

    expect(fault).toMatchObject({ sequence: 3, what: expect.stringMatching(/^removed/) });
  });

  it("names entries that were swapped", async () => {
    const { platform, memory } = await sealedLine();
    const [second, third] = [memory.vault.text(2), memory.vault.text(3)];
    memory.vault.tamper(2, third);
    memory.vault.tamper(3, second);

    const { fault } = await verifyEvidence(platform);

    expect(fault?.sequence).toBe(2);
  });

  it("names the entry whose photo was altered", async () => {
    const { platform } = await sealedLine();
    const { get } = platform.images;
    platform.images.get = async (key) => (await get(key)).map((byte, i) => (i === 50 ? byte ^ 1 : byte));

    const { fault } = await verifyEvidence(platform);

    expect(fault).toMatchObject({
      sequence: 2,
      what: expect.stringMatching(/original photo .* no longer matches/),
    });
  });

  it("notices by a head noted elsewhere that a whole chain was made anew", async () => {
    const { platform } = await sealedLine();
    const expectedHead = { sequence: 4, sha256: "f".repeat(64) };

    const { fault } = await verifyEvidence(platform, { expectedHead });

    expect(fault).toMatchObject({ sequence: 4, what: expect.stringMatching(/not the expected head/) });
  });

  it("accepts photos that were removed after their retention", async () => {
    const { platform, wait } = await sealedLine();
    wait(4 * 365 * 24 * 3600 * 1000);
    for (const sequence of [2, 3, 4]) await platform.vault.removePhotos(sequence, platform.now());

    expect(await verifyEvidence(platform)).toMatchObject({ intact: true, entries: 4, photos: 0, expired: 6 });
  });

  it("an entry whose photos may not go yet keeps them", async () => {
    const { platform } = await sealedLine();

    await expect(platform.vault.removePhotos(2, platform.now())).rejects.toMatchObject({
      code: "evidence-locked",
    });
  });
});

describe("going on from an earlier check", () => {
  /** A recipe and an inspection that were verified, and two inspections sealed since. */
  async function partlyVerifiedLine() {
    const line = await sealedLine();
    const second: EvidenceEntry = JSON.parse(line.memory.vault.text(2) ?? "");
    return { ...line, after: { sequence: 2, sha256: second.sha256 } };
  }

  it("checks only what was sealed since, and ends at the same head", async () => {
    const { platform, after } = await partlyVerifiedLine();

    const verification = await verifyEvidence(platform, { after });

    expect(verification).toMatchObject({
      intact: true,
      entries: 2,
      photos: 4,
      head: await platform.vault.head(),
    });
  });

  it("has nothing to check where nothing was sealed since", async () => {
    const { platform } = await partlyVerifiedLine();
    const after = await platform.vault.head();

    expect(await verifyEvidence(platform, { after })).toMatchObject({
      intact: true,
      entries: 0,
      head: after,
    });
  });

  it("names an entry sealed since that was altered", async () => {
    const { platform, memory, after } = await partlyVerifiedLine();
    memory.vault.tamper(3, memory.vault.text(3)?.replace('"pass"', '"fail"'));

    const { fault, head } = await verifyEvidence(platform, { after });

    expect(fault).toMatchObject({ sequence: 3, what: expect.stringMatching(/^altered/) });
    expect(head).toEqual(after);
  });

  it.each([
    ["altered with a hash of its own", /not as it was verified/],
    ["made unreadable", /^altered/],
    ["removed", /^removed: entry 2, which was verified before/],
  ])("names the head of the earlier check when it was %s", async (how, what) => {
    const { platform, memory, after } = await partlyVerifiedLine();
    const forged = await forge(
      memory.vault.text(2),
      (entry) => (entry.sealedAt = "2020-01-01T00:00:00.000Z"),
    );
    memory.vault.tamper(2, { "altered with a hash of its own": forged, "made unreadable": "{" }[how]);

    const { fault, entries } = await verifyEvidence(platform, { after });

    expect({ sequence: fault?.sequence, entries }).toEqual({ sequence: 2, entries: 0 });
    expect(fault?.what).toMatch(what);
  });

  it("notices that everything from the head of the earlier check on was cut off", async () => {
    const { platform, memory, after } = await partlyVerifiedLine();
    for (const sequence of [2, 3, 4]) memory.vault.tamper(sequence);

    const { fault } = await verifyEvidence(platform, { after });

    expect(fault).toMatchObject({ sequence: 2, what: expect.stringMatching(/^removed/) });
  });

  it("notices that what was sealed since was cut off", async () => {
    const { platform, memory, after } = await partlyVerifiedLine();
    for (const sequence of [3, 4]) memory.vault.tamper(sequence);

    const { fault } = await verifyEvidence(platform, { after });

    expect(fault).toMatchObject({ sequence: 3, what: expect.stringMatching(/^removed: entries up to 4/) });
  });

  it("compares the expected head also where that is the head of the earlier check", async () => {
    const { platform, after } = await partlyVerifiedLine();
    const expectedHead = { sequence: 2, sha256: "f".repeat(64) };

    const { fault } = await verifyEvidence(platform, { after, expectedHead });

    expect(fault).toMatchObject({ sequence: 2, what: expect.stringMatching(/not the expected head/) });
  });
});
