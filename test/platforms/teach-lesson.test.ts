import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { createHttpApi } from "../../src/entrypoints/http-api/create-http-api.ts";
import { identifyByToken } from "../../src/entrypoints/http-api/identify-by-token.ts";
import { teachNextLesson } from "../../src/flow/teach-next-lesson.ts";
import { readCoco } from "../../src/recognition/labels/coco.ts";
import { controlBox } from "../../src/simulator/control-box.ts";
import { writeDataset } from "../../src/simulator/write-dataset.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { wireEmbedded } from "../../src/wiring/wire-embedded.ts";
import { temporaryFolder } from "../contracts/temporary-folder.ts";

const SEED = 3;

/** The API of a new installation, called by a quality engineer. */
async function installation() {
  const home = await temporaryFolder();
  const embedded = await wireEmbedded(readConfig({ PARTPROOF_HOME: home, PARTPROOF_LOG_LEVEL: "error" }));
  const { platform, access, models, teaching, messages, verifications } = embedded;
  const api = createHttpApi({
    ...{ platform, models, teaching, messages, verifications },
    identify: identifyByToken(access.tokens),
    version: "1.2.3",
    maxBodyBytes: 40_000_000,
  });
  const { secret } = await access.tokens.create({ name: "Ana", role: "quality" }, "2026-03-01T08:00:00Z");
  async function call(method: string, path: string, body?: unknown) {
    const response = await api.request(path, {
      method,
      headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.json();
  }
  return { embedded, call };
}

test("A lesson taught over the API is, byte for byte, the model of the same COCO file", async () => {
  const { cocoFile } = await writeDataset({
    ...{ design: controlBox, seed: SEED, count: 3, options: { missingRate: 0.5, width: 400, height: 300 } },
    directory: join(await temporaryFolder(), "demo"),
  });
  const examples = await readCoco(cocoFile);
  const { embedded, call } = await installation();
  const { id } = await call("POST", "/v1/lessons", { name: "Control box" });
  for (const { file } of examples) {
    const data = (await readFile(file)).toString("base64");
    await call("POST", `/v1/lessons/${id}/photos`, { fileName: basename(file), data });
  }
  const text = await readFile(cocoFile, "utf8");
  const labels = await call("POST", `/v1/lessons/${id}/labels`, { format: "coco", fileName: "c.json", text });
  const request = { model: "box", look: "golden", effort: "quick", seed: SEED };
  const started = await call("POST", `/v1/lessons/${id}/teaching`, request);

  await teachNextLesson(embedded.teaching, new AbortController().signal);
  const ended = await call("GET", `/v1/lessons/${id}/teaching/${started.id}`);
  const fromFile = await embedded.pool.teach(examples, { look: "golden", effort: "quick", seed: SEED });

  const { content } = await embedded.models.get("box");
  expect(labels.marked).toHaveLength(3);
  expect(ended).toMatchObject({ state: "done", look: "golden" });
  expect(Buffer.from(content).equals(Buffer.from(fromFile))).toBe(true);
  const card = await call("GET", `/v1/models/box?version=${ended.version}`);
  const known = new Set(
    (await call("GET", `/v1/lessons/${id}`)).photos.map(({ sha256 }: { sha256: string }) => sha256),
  );
  expect(card.tried).toEqual({ unit: "place", photos: 3, twoScenes: false });
  for (const { sha256 } of card.worst) expect(known.has(sha256)).toBe(true);
  await embedded.close();
}, 240_000);
