import { setTimeout as pause } from "node:timers/promises";
import {
  DeleteObjectCommand,
  GetObjectRetentionCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { dispositionEvidence, NOW } from "../contracts/samples.ts";
import { type LockedLine, lockedLine } from "./locked-line.ts";
import { onlyVersion, versionsOf } from "./object-versions.ts";
import { hasS3 } from "./s3-test-bucket.ts";

const UNTIL_2029 = "2029-03-01T08:00:00.000Z";
const UNTIL_2032 = "2032-03-01T08:00:00.000Z";
const IN_2040 = new Date("2040-01-01T00:00:00Z");
const ENTRY_1 = "entries/0000000001.json";

describe.skipIf(!hasS3)("the lock of S3", () => {
  test("holds an entry and its photos until their date: nobody deletes them or shortens the time", async () => {
    const line = await lockedLine("COMPLIANCE");
    const { originalKey, analyzedKey } = await line.seal("a", UNTIL_2029);

    for (const key of [ENTRY_1, originalKey, analyzedKey]) {
      const version = await onlyVersion(line.s3, line.bucket, key);

      expect(await retention(line, key)).toEqual({
        Mode: "COMPLIANCE",
        RetainUntilDate: new Date(UNTIL_2029),
      });
      await expect(deletion(line, key, version)).rejects.toMatchObject({ name: "AccessDenied" });
      await expect(retain(line, key, "COMPLIANCE", "2028-01-01")).rejects.toMatchObject({
        name: "AccessDenied",
      });
      await expect(retain(line, key, "GOVERNANCE", "2028-01-01")).rejects.toMatchObject({
        name: "AccessDenied",
      });
      expect(await onlyVersion(line.s3, line.bucket, key)).toBe(version);
    }
  });

  test.each([
    ["first the short, then the long", [UNTIL_2029, UNTIL_2032]],
    ["first the long, then the short", [UNTIL_2032, UNTIL_2029]],
  ])("a photo that two inspections share keeps the longest time: %s", async (_, dates) => {
    const line = await lockedLine("COMPLIANCE");

    const sealed = [await line.seal("a", dates[0] ?? ""), await line.seal("b", dates[1] ?? "")];

    const shared = sealed[0]?.originalKey ?? "";
    expect((await retention(line, shared))?.RetainUntilDate).toEqual(new Date(UNTIL_2032));
    expect((await retention(line, sealed[0]?.analyzedKey ?? ""))?.RetainUntilDate).toEqual(
      new Date(dates[0] ?? ""),
    );
    await onlyVersion(line.s3, line.bucket, shared);
  });

  test("of GOVERNANCE can be ended by who has the permission to bypass it, and by nobody else", async () => {
    const line = await lockedLine("GOVERNANCE");
    const { originalKey } = await line.seal("a", UNTIL_2029);
    const version = await onlyVersion(line.s3, line.bucket, originalKey);

    await expect(deletion(line, originalKey, version)).rejects.toMatchObject({ name: "AccessDenied" });
    await deletion(line, originalKey, version, true);

    expect((await versionsOf(line.s3, line.bucket, originalKey)).versions).toEqual([]);
  });

  test("is not set where the setting says NONE", async () => {
    const line = await lockedLine("NONE");
    const { originalKey } = await line.seal("a", UNTIL_2029);

    expect(await retention(line, ENTRY_1)).toBeUndefined();
    expect(await retention(line, originalKey)).toBeUndefined();
  });

  test("of the bucket's default holds what has no date of its own", async () => {
    const line = await lockedLine("COMPLIANCE");
    await line.s3.send(
      new PutObjectLockConfigurationCommand({
        Bucket: line.bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: "Enabled",
          Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 1 } },
        },
      }),
    );

    await line.vault.seal(dispositionEvidence("a"), NOW.toISOString());

    const version = await onlyVersion(line.s3, line.bucket, ENTRY_1);
    await expect(deletion(line, ENTRY_1, version)).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("stands above a clock that is wrong: what S3 still holds is locked, and nothing is lost", async () => {
    const line = await lockedLine("COMPLIANCE");
    const { originalKey, analyzedKey } = await line.seal("a", UNTIL_2029);

    const removing = line.vault.removePhotos(1, IN_2040);

    await expect(removing).rejects.toMatchObject({
      code: "evidence-locked",
      message: expect.stringContaining("2029-03-01"),
    });
    await onlyVersion(line.s3, line.bucket, originalKey);
    await onlyVersion(line.s3, line.bucket, analyzedKey);
  });

  test("ends at its date: then photos go for good, without a marker, and the chain stays whole", async () => {
    const line = await lockedLine("COMPLIANCE");
    const { originalKey, analyzedKey } = await line.seal("a", new Date(Date.now() + 1000).toISOString());
    await pause(3000);

    const removed = await line.vault.removePhotos(1, IN_2040);

    expect(removed).toHaveLength(2);
    for (const key of [originalKey, analyzedKey]) {
      expect(await versionsOf(line.s3, line.bucket, key)).toMatchObject({ versions: [], markers: [] });
    }
    expect(await line.verify()).toMatchObject({ intact: true, entries: 1, expired: 2 });
  });
});

async function retention({ s3, bucket }: LockedLine, key: string) {
  try {
    return (await s3.send(new GetObjectRetentionCommand({ Bucket: bucket, Key: key }))).Retention;
  } catch {
    return undefined;
  }
}

function deletion({ s3, bucket }: LockedLine, key: string, versionId: string, bypass = false) {
  return s3.send(
    new DeleteObjectCommand({
      Bucket: bucket,
      Key: key,
      VersionId: versionId,
      BypassGovernanceRetention: bypass,
    }),
  );
}

function retain({ s3, bucket }: LockedLine, key: string, Mode: "COMPLIANCE" | "GOVERNANCE", date: string) {
  const Retention = { Mode, RetainUntilDate: new Date(date) };
  return s3.send(new PutObjectRetentionCommand({ Bucket: bucket, Key: key, Retention }));
}
