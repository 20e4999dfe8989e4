import { readdir, readFile, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { simpleParser } from "mailparser";
import { afterEach, expect, test } from "vitest";
import { stringify } from "yaml";
import { openSqliteDatabase } from "../../src/adapters/embedded/sqlite-database.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { homePaths } from "../../src/wiring/home.ts";
import { temporaryFolder } from "../contracts/temporary-folder.ts";
import { closeReceivers, httpReceiver } from "../support/http-receiver.ts";
import { startFeeding } from "./feed-line.ts";
import { kill, partproof, startServerProcess } from "./server-process.ts";

/** Nobody is on these photos, so every inspection fails or is unsure. */
const recipe = {
  id: "box",
  version: 1,
  title: "Box",
  recognizer: { kind: "embedded", model: "general" },
  parts: [{ label: "person", count: 1 }],
};
const MOST_SECONDS = 240;

afterEach(async () => {
  delete process.env["PARTPROOF_CHANNELS_FILE"];
  await closeReceivers();
});

async function homeWith(notify: object): Promise<string> {
  const folder = await temporaryFolder();
  const file = join(folder, "recipe.yaml");
  await writeFile(file, stringify({ ...recipe, notify }));
  const home = join(folder, "home");
  const { code, stderr } = await partproof("recipe", "publish", file, "--home", home);
  if (code !== 0) throw new Error(stderr);
  return home;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let second = 0; second < MOST_SECONDS && !(await holds()); second++) await sleep(1000);
}

async function verdictsIn(home: string) {
  const database = openSqliteDatabase(homePaths(home).database);
  const { verdicts } = await createSqliteRecordStore(database).count({});
  database.close();
  return verdicts;
}

/** How many widgets each mail in the outbox accounts for: one, or as many as a digest says. */
async function accountedIn(home: string): Promise<number[]> {
  const { outbox } = homePaths(home);
  const names = (await readdir(outbox).catch(() => [])).filter((name) => name.endsWith(".eml"));
  return Promise.all(
    names.map(async (name) => {
      const { text = "" } = await simpleParser(await readFile(join(outbox, name)));
      return Number(/^([\d,]+) widgets?: /m.exec(text)?.[1]?.replaceAll(",", "") ?? 1);
    }),
  );
}

test("a server killed amid gathering tells every widget once: the counts in its mails add up", async () => {
  const home = await homeWith({
    to: ["quality@example.com"],
    rules: [{ when: "first-then-digest", minutes: 1 }],
  });
  const feeder = startFeeding(home, recipe.id);
  for (let round = 0; round < 25; round++) {
    const server = await startServerProcess(home);
    await sleep(Math.random() * 1500);
    await kill(server.process, "SIGKILL");
  }
  const delivered = await feeder.stop();
  const server = await startServerProcess(home);

  const accounted = async () => (await accountedIn(home)).reduce((sum, count) => sum + count, 0);
  await until(async () => (await accounted()) >= delivered.length);
  // A mail too many would come with the next digest.
  await sleep(70_000);
  await kill(server.process, "SIGTERM");

  const { pass, fail, review, rejected } = await verdictsIn(home);
  expect(pass).toBe(0);
  expect(fail + review + rejected).toBe(delivered.length);
  expect(await accounted()).toBe(delivered.length);
  expect((await accountedIn(home)).length).toBeLessThan(delivered.length / 2);
}, 600_000);

test("a server killed amid a webhook tells it again under the same id, and loses none", async () => {
  let stalling = true;
  const stalled: ServerResponse[] = [];
  const receiver = await httpReceiver((response) => {
    // The body is here, and the answer is not: nobody can know what became of it.
    if (stalling) stalled.push(response);
    else response.end();
  });
  const folder = await temporaryFolder();
  await writeFile(join(folder, "secret"), `whsec_${Buffer.alloc(32, 7).toString("base64")}\n`, {
    mode: 0o600,
  });
  await writeFile(
    join(folder, "channels.yaml"),
    stringify({
      channels: {
        mes: {
          kind: "webhook",
          format: "cloudevents",
          url: `http://127.0.0.1:${receiver.port}/`,
          secretFile: join(folder, "secret"),
          allow: ["127.0.0.1"],
        },
      },
    }),
  );
  process.env["PARTPROOF_CHANNELS_FILE"] = join(folder, "channels.yaml");
  const home = await homeWith({ when: "every", channels: [{ name: "mes" }] });
  const feeder = startFeeding(home, recipe.id);
  for (let round = 0; round < 10; round++) {
    const before = receiver.received.length;
    const server = await startServerProcess(home);
    await until(async () => receiver.received.length > before);
    await kill(server.process, "SIGKILL");
  }
  stalling = false;
  const delivered = await feeder.stop();
  const server = await startServerProcess(home);

  const ids = () => new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
  await until(async () => ids().size >= delivered.length);
  await kill(server.process, "SIGTERM");

  const inspected = new Set(receiver.received.map(({ body }) => JSON.parse(body).data.inspectionId));
  expect(stalled.length).toBeGreaterThanOrEqual(10);
  expect(ids().size).toBe(delivered.length);
  expect(inspected.size).toBe(delivered.length);
  // Those in doubt came again, each with the very same body.
  expect(receiver.received.length).toBeGreaterThan(delivered.length);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(delivered.length);
}, 600_000);
