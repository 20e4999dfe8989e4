import { access, constants, mkdir, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import sharp from "sharp";
import { asPartproofError } from "../../domain/errors.ts";
import type { DecodedPhoto } from "../../domain/photo.ts";
import { openChannels } from "../../wiring/channels.ts";
import type { Config } from "../../wiring/config.ts";
import { type EmbeddedPlatform, wireEmbedded } from "../../wiring/wire-embedded.ts";

/** One thing that was looked at. `todo` says how to mend what is not `ok`. */
export type Check = { name: string; state: "ok" | "warning" | "broken"; found: string; todo?: string };

const ENOUGH_FREE_BYTES = 5 * 1024 ** 3;

/** Look at everything Partproof needs on this machine. A check that fails is a result, never an error. */
export async function* checkInstallation(config: Config): AsyncGenerator<Check> {
  yield checkNode();
  yield {
    name: "image library",
    state: "ok",
    found: `sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}`,
  };
  yield await checkHome(config);
  yield await checkDisk(config);
  yield await checkPort(config);
  yield checkMail(config);
  yield await checkChannels(config);
  let embedded: EmbeddedPlatform | undefined;
  try {
    embedded = await wireEmbedded({ ...config, logLevel: "error" });
    yield await checkRecognizer(embedded);
    yield* checkContent(embedded);
  } catch (error) {
    yield broken("home content", error, "Restore the home from a backup, or choose another one with --home.");
  } finally {
    await embedded?.close();
  }
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const fits = major > 20 || (major === 20 && minor >= 19);
  const check = { name: "Node.js", found: process.versions.node };
  return fits
    ? { ...check, state: "ok" }
    : { ...check, state: "broken", todo: "Install Node.js 20.19, 22 or 24." };
}

async function checkHome(config: Config): Promise<Check> {
  try {
    await mkdir(config.home, { recursive: true });
    await access(config.home, constants.W_OK);
    return { name: "home", state: "ok", found: config.home };
  } catch (error) {
    return broken("home", error, `Make ${config.home} writable, or choose another one with --home.`);
  }
}

async function checkDisk(config: Config): Promise<Check> {
  try {
    const { bavail, bsize } = await statfs(config.home);
    const free = bavail * bsize;
    const check = { name: "free disk", found: `${(free / 1024 ** 3).toFixed(1)} GB` };
    if (free >= ENOUGH_FREE_BYTES) return { ...check, state: "ok" };
    return { ...check, state: "warning", todo: "Free some space: intake pauses when the disk is full." };
  } catch (error) {
    return broken("free disk", error, "Check that the home exists.");
  }
}

async function checkPort(config: Config): Promise<Check> {
  const name = "port";
  const where = `${config.host}:${config.port}`;
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      const found = taken ? `${where} is in use, perhaps by a running Partproof` : `${where}: ${error.code}`;
      resolve({
        name,
        state: "warning",
        found,
        todo: "Choose another one with PARTPROOF_PORT or serve --port.",
      });
    });
    server.listen(config.port, config.host, () =>
      server.close(() => resolve({ name, state: "ok", found: `${where} is free` })),
    );
  });
}

async function checkChannels({ channelsFile, baseUrl }: Config): Promise<Check> {
  const name = "channels";
  if (channelsFile === undefined) return { name, state: "ok", found: "none beside mail" };
  try {
    const channels = await openChannels(channelsFile, { baseUrl });
    return {
      name,
      state: "ok",
      found: channels.map((one) => `${one.name} (${one.where})`).join(", ") || "none",
    };
  } catch (error) {
    return broken(name, error, `Correct ${channelsFile}; docs/messages.md says what may stand in it.`);
  }
}

function checkMail(config: Config): Check {
  const name = "mail";
  if (config.smtp)
    return { name, state: "ok", found: `sent from ${config.mailFrom} by the configured server` };
  const todo = "Set PARTPROOF_SMTP_URL to send them.";
  return {
    name,
    state: "warning",
    found: "no mail server: mails are kept as .eml files in the outbox",
    todo,
  };
}

async function checkRecognizer(embedded: EmbeddedPlatform): Promise<Check> {
  const name = "recognizer";
  try {
    const width = 320;
    const height = 240;
    const startedAt = performance.now();
    const pixels = new Uint8Array(width * height * 3);
    const photo: DecodedPhoto = { width, height, pixels, format: "png" };
    await embedded.pool.detectObjects(photo);
    const lookedAt = performance.now();
    // Nothing is printed on it, but the networks that read are opened and checked all the same.
    await embedded.pool.readText(photo, { left: 0, top: 0, width: 1, height: 1 });
    const [look, reading] = [lookedAt - startedAt, performance.now() - lookedAt].map(Math.round);
    return {
      name,
      state: "ok",
      found: `weights intact, first look in ${look} ms, first reading in ${reading} ms`,
    };
  } catch (error) {
    return broken(
      name,
      error,
      "Install again with npm ci; the weights in models/ must be as they were shipped.",
    );
  }
}

async function* checkContent(embedded: EmbeddedPlatform): AsyncGenerator<Check> {
  const { platform, models, access: known, channels } = embedded;
  const taught = await models.list();
  const recipes = await platform.recipes.list();
  const access = [...(await known.people.list()), ...(await known.tokens.list())];
  const { dead, waiting } = await platform.queue.stats(platform.now());
  const outboxes = [platform, ...channels.map((channel) => channel.platform)];
  const counts = await Promise.all(outboxes.map(({ outbox }) => outbox.counts()));
  const undelivered = counts.reduce((sum, { failed, unconfirmed }) => sum + failed + unconfirmed, 0);
  yield present(
    "models",
    taught.map((m) => m.name),
    "Teach one: partproof teach --model NAME --coco FILE",
  );
  yield present(
    "recipes",
    recipes.map((r) => r.recipe.id),
    "Publish one: partproof recipe publish FILE",
  );
  yield present(
    "people and tokens",
    access.map((t) => t.name),
    "Make one: partproof person create --name NAME --role ROLE, or token create",
  );
  yield count(
    "photos given up",
    dead,
    `${waiting} waiting`,
    "See partproof dead-letters list, mend the cause, redrive.",
  );
  yield count("messages not delivered", undelivered, "none stuck", "See the log for the reasons.");
}

function present(name: string, found: string[], todo: string): Check {
  if (found.length === 0) return { name, state: "warning", found: "none yet", todo };
  return { name, state: "ok", found: found.slice(0, 10).join(", ") };
}

function count(name: string, number: number, note: string, todo: string): Check {
  if (number === 0) return { name, state: "ok", found: `0 (${note})` };
  return { name, state: "warning", found: `${number} (${note})`, todo };
}

function broken(name: string, error: unknown, todo: string): Check {
  const reason = error instanceof Error && "code" in error ? error.message : asPartproofError(error).message;
  return { name, state: "broken", found: reason, todo };
}
