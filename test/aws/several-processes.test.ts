import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createS3EvidenceVault } from "../../src/adapters/aws/s3-evidence-vault.ts";
import { createS3ImageStore } from "../../src/adapters/aws/s3-image-store.ts";
import { createMemoryRecordStore } from "../../src/adapters/memory/memory-record-store.ts";
import { expectWholeChain } from "../contracts/evidence-vault.contract.ts";
import { collect } from "../contracts/samples.ts";
import { conditionalWrites } from "./conditional-writes.ts";
import { hasS3, makeBucket, s3Client, sharedS3 } from "./s3-test-bucket.ts";
import type { SealingOrder } from "./sealing-process.ts";

describe.skipIf(!hasS3)("several processes on one bucket", () => {
  test.each([
    ["a bucket, by the server's own conditional writes", "plain", "NONE"],
    ["a bucket with versions and locks", "locking", "COMPLIANCE"],
  ] as const)("that seal at once into %s make one whole chain", async (_, kind, lockMode) => {
    const place = await placeFor(kind);
    const order = { place, bucket: await makeBucket(s3Client(), kind), lockMode, count: 25 };

    const processes = [start({ ...order, name: "a" }), start({ ...order, name: "b" })];
    const sealed = await Promise.all(processes.map(({ done }) => done));

    const sequences = Array.from({ length: 50 }, (_, i) => i + 1);
    expect(sealed.flat().sort((a, b) => a - b)).toEqual(sequences);
    await expectWholeChain(await entriesIn(order.bucket), 50);
  });

  test("that are killed at any moment leave whole entries, and none that they reported is lost", async () => {
    const place = await placeFor("locking");
    const bucket = await makeBucket(s3Client(), "locking");
    const reported: number[] = [];

    for (let i = 0; i < 4; i++) {
      const child = start({ place, bucket, lockMode: "COMPLIANCE", name: `run-${i}`, count: 10_000 });
      await child.sealing;
      await pause(7 * i);
      child.kill();
      reported.push(...(await child.done));
    }

    const stored = await entriesIn(bucket);
    expect(reported.length).toBeGreaterThanOrEqual(4);
    await expectWholeChain(stored, stored.length);
    expect(stored.map(({ sequence }) => sequence)).toEqual(expect.arrayContaining(reported));
  });
});

async function placeFor(kind: "plain" | "locking") {
  return kind === "plain" ? sharedS3() : { ...sharedS3(), endpoint: await conditionalWrites() };
}

function entriesIn(bucket: string) {
  const s3 = s3Client();
  const images = createS3ImageStore({ s3, bucket });
  const records = createMemoryRecordStore();
  return collect(createS3EvidenceVault({ s3, bucket, lockMode: "NONE", images, records }).entries(0));
}

/** `done`: the sequences that the process reported before it ended or was killed. */
function start(order: SealingOrder) {
  const script = join(import.meta.dirname, "sealing-process.ts");
  const child = spawn(process.execPath, ["--no-warnings", "--import", "tsx", script], {
    env: { ...process.env, SEALING_ORDER: JSON.stringify(order) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const done = new Promise<number[]>((ended, failed) => {
    child.on("close", (code, signal) => {
      if (code === 0 || signal === "SIGKILL") ended(output.split("\n").slice(0, -1).map(Number));
      else failed(new Error(`a sealing process ended with ${code}`));
    });
  });
  const sealing = new Promise((began) => child.stdout.once("data", began));
  return { done, sealing, kill: () => child.kill("SIGKILL") };
}
