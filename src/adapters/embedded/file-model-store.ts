import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import { sha256Hex } from "../../domain/evidence.ts";
import { nameSchema } from "../../domain/recipe.ts";
import type { ModelInfo, ModelStore } from "../../ports/model-store.ts";
import { errorCode, openWriteOnceFolder } from "./write-once.ts";

const VERSION = /^[0-9a-f]{12}$/;

const infoSchema = z.object({
  name: nameSchema,
  version: z.string().regex(VERSION),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  createdAt: z.string(),
});

/** `<name>/<version>.ppmodel` beside `<version>.json`, which is written last: without it there is no model. */
export async function createFileModelStore(options: { directory: string }): Promise<ModelStore> {
  const folder = await openWriteOnceFolder(options.directory);

  async function readInfo(name: string, version: string): Promise<ModelInfo | undefined> {
    const text = await readIfThere(join(folder.path, name, `${version}.json`));
    if (text === undefined) return undefined;
    try {
      return infoSchema.parse(JSON.parse(text.toString("utf8")));
    } catch (cause) {
      throw damaged(name, version, cause);
    }
  }

  async function newest(name: string): Promise<ModelInfo | undefined> {
    const files = await listIfThere(join(folder.path, name));
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
      await folder.write(content, `${name}/${version}.ppmodel`);
      const text = new TextEncoder().encode(`${JSON.stringify(made, null, 2)}\n`);
      await folder.write(text, `${name}/${version}.json`);
      // The first to store this content has set its date.
      return (await readInfo(name, version)) ?? made;
    },

    async get(name, version) {
      const found = await info(name, version);
      const content = found && (await readIfThere(join(folder.path, found.name, `${found.version}.ppmodel`)));
      if (found === undefined || content === undefined) {
        const which = version === undefined ? "" : ` in version ${version}`;
        throw new PartproofError("not-found", `There is no model "${name}"${which}. Teach it first.`);
      }
      if ((await sha256Hex(content)) !== found.sha256) throw damaged(name, found.version);
      return { info: found, content };
    },

    async list() {
      const names = (await readdir(folder.path)).filter((name) => nameSchema.safeParse(name).success).sort();
      const models = await Promise.all(names.map(newest));
      return models.filter((model) => model !== undefined);
    },
  };
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function listIfThere(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return [];
    throw error;
  }
}

function damaged(name: string, version: string, cause?: unknown): PartproofError {
  return new PartproofError(
    "damaged",
    `Model "${name}" version ${version} is not what was stored. Restore it from a backup or teach it again.`,
    { cause },
  );
}
