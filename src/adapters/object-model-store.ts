import { z } from "zod";
import { PartproofError } from "../domain/errors.ts";
import { sha256Hex } from "../domain/evidence.ts";
import { nameSchema } from "../domain/recipe.ts";
import type { ModelInfo, ModelStore } from "../ports/model-store.ts";

/** Named bytes that are written once: files in a folder, objects in a bucket. */
export type WriteOnceObjects = {
  /** Durable once it resolves; what has the name already is left alone. */
  write(name: string, content: Uint8Array): Promise<unknown>;
  read(name: string): Promise<Uint8Array | undefined>;
  /** The names directly below a folder, or below the top for `""`; folders come without a slash. */
  list(folder: string): Promise<string[]>;
};

const VERSION = /^[0-9a-f]{12}$/;

const infoSchema = z.object({
  name: nameSchema,
  version: z.string().regex(VERSION),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  createdAt: z.string(),
});

/** `<name>/<version>.ppmodel` beside `<version>.json`, which is written last: without it there is no model. */
export function createObjectModelStore(objects: WriteOnceObjects): ModelStore {
  async function readInfo(name: string, version: string): Promise<ModelInfo | undefined> {
    const text = await objects.read(`${name}/${version}.json`);
    if (text === undefined) return undefined;
    try {
      return infoSchema.parse(JSON.parse(new TextDecoder().decode(text)));
    } catch (cause) {
      throw damaged(name, version, cause);
    }
  }

  async function newest(name: string): Promise<ModelInfo | undefined> {
    const files = await objects.list(name);
    const versions = files.filter((f) => f.endsWith(".json")).map((f) => f.slice(0, -".json".length));
    const infos = await Promise.all(versions.map((version) => readInfo(name, version)));
    return infos
      .filter((info) => info !== undefined)
      .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.version < b.version ? -1 : 1))
      .at(-1);
  }

  /** Names and versions may come from a request: what does not have their shape does not exist. */
  async function info(name: string, version?: string): Promise<ModelInfo | undefined> {
    if (!nameSchema.safeParse(name).success) return undefined;
    if (version === undefined) return newest(name);
    return VERSION.test(version) ? readInfo(name, version) : undefined;
  }

  return {
    info,

    async put(name, content, createdAt) {
      if (!nameSchema.safeParse(name).success) {
        throw new PartproofError(
          "invalid-input",
          `"${name}" cannot name a model; use a name such as screws-v2.`,
        );
      }
      const sha256 = await sha256Hex(content);
      const version = sha256.slice(0, 12);
      const made: ModelInfo = { name, version, sha256, bytes: content.length, createdAt };
      await objects.write(`${name}/${version}.ppmodel`, content);
      const text = new TextEncoder().encode(`${JSON.stringify(made, null, 2)}\n`);
      await objects.write(`${name}/${version}.json`, text);
      // The first to store this content has set its date.
      return (await readInfo(name, version)) ?? made;
    },

    async get(name, version) {
      const found = await info(name, version);
      const content = found && (await objects.read(`${found.name}/${found.version}.ppmodel`));
      if (found === undefined || content === undefined) {
        const which = version === undefined ? "" : ` in version ${version}`;
        throw new PartproofError("not-found", `There is no model "${name}"${which}. Teach it first.`);
      }
      if ((await sha256Hex(content)) !== found.sha256) throw damaged(name, found.version);
      return { info: found, content };
    },

    async list() {
      const names = (await objects.list("")).filter((name) => nameSchema.safeParse(name).success).sort();
      const models = await Promise.all(names.map(newest));
      return models.filter((model) => model !== undefined);
    },
  };
}

function damaged(name: string, version: string, cause?: unknown): PartproofError {
  return new PartproofError(
    "damaged",
    `Model "${name}" version ${version} is not what was stored. Restore it from a backup or teach it again.`,
    { cause },
  );
}
