import { createS3EvidenceVault } from "../../src/adapters/aws/s3-evidence-vault.ts";
import { createS3ImageStore } from "../../src/adapters/aws/s3-image-store.ts";
import type { LockMode } from "../../src/adapters/aws/s3-retention.ts";
import { createMemoryRecordStore } from "../../src/adapters/memory/memory-record-store.ts";
import { inspectionEvidence, NOW } from "../contracts/samples.ts";
import type { S3Place } from "./provide-s3.ts";
import { s3ClientAt } from "./s3-client-at.ts";

/** What such a process is told, as JSON in its environment. */
export type SealingOrder = {
  place: S3Place;
  bucket: string;
  lockMode: LockMode;
  name: string;
  count: number;
};

/**
 * A process of its own that seals inspections with their photos. Each done is one line on stdout, written after it:
 * its sequence.
 */
const order: SealingOrder = JSON.parse(process.env["SEALING_ORDER"] ?? "");
const { bucket, lockMode, name, count } = order;
const s3 = s3ClientAt(order.place);
const images = createS3ImageStore({ s3, bucket });
const records = createMemoryRecordStore();
const vault = createS3EvidenceVault({ s3, bucket, lockMode, images, records });

for (let i = 0; i < count; i++) {
  const photo = await images.put(new TextEncoder().encode(`photo ${name} ${i}`), "jpg");
  const body = inspectionEvidence({ id: `${name}-${i}`, originalKey: photo.key });
  const entry = await vault.seal(body, NOW.toISOString());
  process.stdout.write(`${entry.sequence}\n`);
}
