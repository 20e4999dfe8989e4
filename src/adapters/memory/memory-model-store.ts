import { PartproofError } from "../../domain/errors.ts";
import { sha256Hex } from "../../domain/evidence.ts";
import { nameSchema } from "../../domain/recipe.ts";
import type { ModelInfo, ModelStore } from "../../ports/model-store.ts";

export function createMemoryModelStore(): ModelStore {
  const models: { info: ModelInfo; content: Uint8Array }[] = [];

  function find(name: string, version?: string) {
    return models
      .filter(({ info }) => info.name === name && (version === undefined || info.version === version))
      .sort((a, b) => Date.parse(a.info.createdAt) - Date.parse(b.info.createdAt))
      .at(-1);
  }

  return {
    async put(name, content, createdAt) {
      if (!nameSchema.safeParse(name).success) {
        throw new PartproofError("invalid-input", `"${name}" cannot name a model.`);
      }
      const sha256 = await sha256Hex(content);
      const version = sha256.slice(0, 12);
      const known = find(name, version);
      if (known !== undefined) return { ...known.info };
      const info = { name, version, sha256, bytes: content.length, createdAt };
      models.push({ info, content: content.slice() });
      return { ...info };
    },
    async get(name, version) {
      const found = find(name, version);
      if (found === undefined) {
        throw new PartproofError("not-found", `There is no model ${name} ${version ?? ""}`.trimEnd());
      }
      return { info: { ...found.info }, content: found.content.slice() };
    },
    async info(name, version) {
      const found = find(name, version);
      return found && { ...found.info };
    },
    async list() {
      const names = [...new Set(models.map(({ info }) => info.name))].sort();
      return names.flatMap((name) => find(name)?.info ?? []).map((info) => ({ ...info }));
    },
  };
}
