import type { S3Client } from "@aws-sdk/client-s3";
import { createS3EvidenceVault } from "../../src/adapters/aws/s3-evidence-vault.ts";
import { createS3ImageStore } from "../../src/adapters/aws/s3-image-store.ts";
import type { LockMode } from "../../src/adapters/aws/s3-retention.ts";
import { createMemoryRecordStore } from "../../src/adapters/memory/memory-record-store.ts";
import { createMemoryTelemetry } from "../../src/adapters/memory/memory-telemetry.ts";
import { type Verification, verifyEvidence } from "../../src/flow/verify-evidence.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";
import { inspectionEvidence, NOW } from "../contracts/samples.ts";
import { conditionalWrites } from "./conditional-writes.ts";
import { makeBucket, s3Client } from "./s3-test-bucket.ts";

export type LockedLine = Awaited<ReturnType<typeof lockedLine>>;

/** An evidence bucket as it is deployed, with the stores on it and a way to seal inspections with their photos. */
export async function lockedLine(lockMode: LockMode) {
  const s3: S3Client = s3Client(await conditionalWrites());
  const bucket = await makeBucket(s3, "locking");
  const images = createS3ImageStore({ s3, bucket });
  const records = createMemoryRecordStore();
  /** @param known what the other process finds recorded */
  const openVault = (known: RecordStore) =>
    createS3EvidenceVault({ s3, bucket, lockMode, images, records: known });
  const vault = openVault(records);

  /** One original, shared by all, and one analyzed photo of its own; recorded, as the flow does. */
  async function seal(id: string, retainUntil: string) {
    const original = await images.put(new TextEncoder().encode("original"), "jpg");
    const analyzed = await images.put(new TextEncoder().encode(`analyzed ${id}`), "jpg");
    const body = inspectionEvidence({
      id,
      originalKey: original.key,
      imageSha256: original.sha256,
      analyzedKey: analyzed.key,
      analyzedSha256: analyzed.sha256,
      retainUntil,
    });
    const entry = await vault.seal(body, NOW.toISOString());
    await records.record(entry, []);
    return { entry, originalKey: `photos/${original.key}`, analyzedKey: `photos/${analyzed.key}` };
  }

  function verify(): Promise<Verification> {
    return verifyEvidence({
      vault,
      images,
      records,
      now: () => new Date(),
      telemetry: createMemoryTelemetry(),
    });
  }

  return { s3, bucket, images, records, vault, openVault, seal, verify };
}
