import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { createMemoryRecordStore } from "../../src/adapters/memory/memory-record-store.ts";
import { hashEntry } from "../../src/domain/evidence.ts";
import { collect, dispositionEvidence, NOW } from "../contracts/samples.ts";
import { type LockedLine, lockedLine } from "./locked-line.ts";
import { versionsOf, writeOver } from "./object-versions.ts";
import { hasS3 } from "./s3-test-bucket.ts";

const RETAIN_UNTIL = "2029-03-01T08:00:00.000Z";
const entryKey = (sequence: number) => `entries/000000000${sequence}.json`;

/** Object Lock keeps versions. What it allows, markers and newer versions over them, verification must see. */
describe.skipIf(!hasS3)("evidence on S3 that somebody tampered with", () => {
  async function lineOfThree(): Promise<LockedLine> {
    const line = await lockedLine("COMPLIANCE");
    for (const id of ["a", "b", "c"]) await line.seal(id, RETAIN_UNTIL);
    expect(await line.verify()).toMatchObject({ intact: true, entries: 3, photos: 6 });
    return line;
  }

  test.each([1, 2, 3])("an entry hidden by a delete marker is noticed: entry %d", async (sequence) => {
    const line = await lineOfThree();

    await hide(line, entryKey(sequence));

    expect(await line.verify()).toMatchObject({
      intact: false,
      fault: { sequence, what: expect.stringContaining("hidden by a delete marker") },
    });
  });

  test("an entry overlaid by a newer version is noticed, even where the newer one is whole in itself", async () => {
    const line = await lineOfThree();
    const [, , last] = await collect(line.vault.entries(0));
    if (last === undefined || !("entry" in last)) throw new Error("there is no entry 3");
    const forged = { ...last.entry, sealedAt: "2020-01-01T00:00:00.000Z" };

    await writeOver(
      line.s3,
      line.bucket,
      entryKey(3),
      JSON.stringify({ ...forged, sha256: await hashEntry(forged) }),
    );

    expect(await line.verify()).toMatchObject({
      intact: false,
      fault: { sequence: 3, what: expect.stringContaining("it has 2 versions") },
    });
  });

  test("the chain goes on behind what was sealed, and is whole again once the marker is taken away", async () => {
    const line = await lineOfThree();
    await hide(line, entryKey(3));

    // A process that finds the hidden entry recorded, one that has no records to ask, and one that sealed it.
    for (const records of [line.records, createMemoryRecordStore()]) {
      await line.openVault(records).seal(dispositionEvidence("c"), NOW.toISOString());
    }
    await line.seal("d", RETAIN_UNTIL);
    const [marker] = (await versionsOf(line.s3, line.bucket, entryKey(3))).markers;
    await line.s3.send(new DeleteObjectCommand({ Bucket: line.bucket, Key: entryKey(3), VersionId: marker }));

    expect(await line.verify()).toMatchObject({ intact: true, entries: 6 });
  });

  test("a photo hidden by a delete marker, or overlaid by another one, is noticed", async () => {
    const line = await lineOfThree();
    const { analyzedKey: hidden } = await line.seal("d", RETAIN_UNTIL);
    const { analyzedKey: overlaid } = await line.seal("e", RETAIN_UNTIL);

    await writeOver(line.s3, line.bucket, overlaid, "another photo");
    const first = await line.verify();
    await hide(line, hidden);
    const second = await line.verify();

    expect(first.fault).toMatchObject({ sequence: 5, what: expect.stringContaining("no longer matches") });
    expect(second.fault).toMatchObject({ sequence: 4, what: expect.stringContaining("is not there") });
  });

  test("a hidden photo that is handed in again is there again", async () => {
    const line = await lineOfThree();
    const { analyzedKey } = await line.seal("d", RETAIN_UNTIL);
    await hide(line, analyzedKey);

    await line.images.put(new TextEncoder().encode("analyzed d"), "jpg");

    expect(await line.verify()).toMatchObject({ intact: true, entries: 4 });
  });
});

async function hide({ s3, bucket }: LockedLine, key: string): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}
