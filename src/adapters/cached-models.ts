import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelStore } from "../ports/model-store.ts";

type Source = Pick<ModelStore, "get" | "info">;

/**
 * Models from elsewhere, kept in a folder of this machine. A file counts only if it has the SHA-256 that the store
 * names, so a file that was cut off or altered is fetched anew.
 * @param directory made when it is first needed
 */
export function cachedModels(models: Source, directory: string): Source {
  return {
    info: (name, version) => models.info(name, version),
    async get(name, version) {
      const info = await models.info(name, version);
      // Unknown: the store says so in its own words.
      if (!info) return models.get(name, version);
      const path = join(directory, `${info.sha256}.ppmodel`);
      const kept = await readFile(path).catch(() => undefined);
      if (kept && createHash("sha256").update(kept).digest("hex") === info.sha256)
        return { info, content: kept };
      const fetched = await models.get(name, info.version);
      await keep(directory, path, fetched.content);
      return fetched;
    },
  };
}

/** Whole or not at all: another call may read it meanwhile. A full disk is no reason not to look at a photo. */
async function keep(directory: string, path: string, content: Uint8Array): Promise<void> {
  const unfinished = `${path}.${crypto.randomUUID()}.tmp`;
  await mkdir(directory, { recursive: true })
    .then(() => writeFile(unfinished, content))
    .then(() => rename(unfinished, path))
    .catch(() => undefined);
}
