import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { createS3EvidenceVault } from "../src/adapters/aws/s3-evidence-vault.ts";
import { createS3ImageStore } from "../src/adapters/aws/s3-image-store.ts";
import { createMemoryRecordStore } from "../src/adapters/memory/memory-record-store.ts";
import { s3ClientAt } from "../test/aws/s3-client-at.ts";
import { startRadosgw } from "../test/aws/start-radosgw.ts";
import { inspectionEvidence, NOW } from "../test/contracts/samples.ts";

/** What one call to S3 takes at least here; within a region of AWS a small write takes some 30 ms. */
const LATENCY_MS = 30;
const SEALS_EACH = 20;

/** `everyMs`: how often each writer seals; 0 is without a pause, which no line does and which shows the limit. */
const CASES = [2, 8, 16].flatMap((writers) => [
  { writers, everyMs: 0 },
  { writers, everyMs: 1000 },
  { writers, everyMs: 200 },
]);

/** How many writers can seal into one chain on S3, and how often they get in each other's way. */
const server = await startRadosgw();
if (server === undefined) throw new Error("radosgw is not installed; see test/aws/start-radosgw.ts");
const { stop, ...place } = server;
try {
  console.log(`Each call takes ${LATENCY_MS} ms more than the server needs.`);
  console.log("writers  pause ms  seals/s  tries/seal  most tries  p50 ms  p95 ms");
  for (const { writers, everyMs } of CASES) console.log(await measure(writers, everyMs));
} finally {
  await stop();
}

async function measure(writers: number, everyMs: number): Promise<string> {
  const bucket = `bench-${randomUUID()}`;
  await s3ClientAt(place).send(new CreateBucketCommand({ Bucket: bucket }));
  const began = performance.now();
  const seals = (await Promise.all(Array.from({ length: writers }, () => write(bucket, everyMs)))).flat();
  const seconds = (performance.now() - began) / 1000;

  const tries = seals.map((seal) => seal.tries);
  const ms = seals.map((seal) => seal.ms).sort((a, b) => a - b);
  const at = (share: number) => Math.round(ms[Math.floor(share * (ms.length - 1))] ?? 0);
  const perSeal = tries.reduce((sum, n) => sum + n, 0) / tries.length;
  const columns = [writers, everyMs, (seals.length / seconds).toFixed(1), perSeal.toFixed(2)];
  return [...columns, Math.max(...tries), at(0.5), at(0.95)].map((v) => String(v).padStart(8)).join("  ");
}

/** One writer with a client of its own, as a function has. */
async function write(bucket: string, everyMs: number): Promise<{ tries: number; ms: number }[]> {
  const s3 = s3ClientAt(place);
  let tries = 0;
  s3.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === "PutObjectCommand") tries += 1;
        await pause(LATENCY_MS);
        return next(args);
      },
    { step: "finalizeRequest" },
  );
  const images = createS3ImageStore({ s3, bucket });
  const records = createMemoryRecordStore();
  const vault = createS3EvidenceVault({ s3, bucket, lockMode: "NONE", images, records });

  const seals: { tries: number; ms: number }[] = [];
  for (let i = 0; i < SEALS_EACH; i++) {
    await pause(everyMs * 2 * Math.random());
    tries = 0;
    const began = performance.now();
    await vault.seal(inspectionEvidence({ id: randomUUID() }), NOW.toISOString());
    seals.push({ tries, ms: performance.now() - began });
  }
  s3.destroy();
  return seals;
}
