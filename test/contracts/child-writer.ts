import { join } from "node:path";
import { createFileEvidenceVault } from "../../src/adapters/embedded/file-evidence-vault.ts";
import { createFileImageStore } from "../../src/adapters/embedded/file-image-store.ts";
import { openSqliteDatabase } from "../../src/adapters/embedded/sqlite-database.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { createSqliteReviewQueue } from "../../src/adapters/embedded/sqlite-review-queue.ts";
import { createSqliteWorkQueue } from "../../src/adapters/embedded/sqlite-work-queue.ts";
import { inspectionEvidence, NOW } from "./samples.ts";

/**
 * A process that writes to a home until it has done its share or is killed:
 * `child-writer <home> <name> <seal|claim|review> <count>`. Each thing done is one line on stdout, written after it.
 */
const [home = "", name = "", task = "", count = "0"] = process.argv.slice(2);
const database = openSqliteDatabase(join(home, "partproof.db"));

if (task === "seal") {
  const images = await createFileImageStore({ directory: join(home, "photos") });
  const records = createSqliteRecordStore(database);
  const vault = await createFileEvidenceVault({ directory: join(home, "evidence"), images, records });
  for (let i = 0; i < Number(count); i++) {
    const photo = await images.put(new TextEncoder().encode(`photo ${name} ${i}`), "jpg");
    const body = inspectionEvidence({ id: `${name}-${i}`, originalKey: photo.key });
    const entry = await vault.seal(body, NOW.toISOString());
    await records.record(entry, []);
    say(entry.sequence);
  }
} else if (task === "review") {
  const reviews = createSqliteReviewQueue(database);
  const [queuedAt, retainUntil] = [NOW.toISOString(), NOW.toISOString()];
  for (let i = 0; i < Number(count); i++) {
    await reviews.add({ inspectionId: `review-${i}`, reason: "review", queuedAt, placeMs: i, retainUntil });
  }
  for (let n = 0; ; n++) {
    const until = new Date(NOW.getTime() + 3_600_000);
    const item = await reviews.claim({ by: name, claimId: `${name}-${n}`, now: NOW, until });
    if (item === undefined) break;
    say(item.inspectionId);
  }
} else {
  const queue = createSqliteWorkQueue(database);
  for (let i = 0; i < Number(count); i++) await queue.enqueue({ inspectionId: `job-${i}` }, NOW);
  for (;;) {
    const job = await queue.claim(NOW, 3_600_000);
    if (job === undefined) break;
    say(job.inspectionId);
  }
}
database.close();

function say(done: string | number): void {
  process.stdout.write(`${done}\n`);
}
