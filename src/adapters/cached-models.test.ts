import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/contracts/temporary-folder.ts";
import { cachedModels } from "./cached-models.ts";
import { createMemoryModelStore } from "./memory/memory-model-store.ts";

async function counted() {
  const store = createMemoryModelStore();
  const { version } = await store.put("screws", new Uint8Array([1, 2, 3]), "2026-03-01T08:00:00Z");
  let fetches = 0;
  const source = {
    info: store.info.bind(store),
    async get(name: string, wanted?: string) {
      fetches += 1;
      return store.get(name, wanted);
    },
  };
  return { source, version, fetches: () => fetches };
}

describe("models kept on this machine", () => {
  it("are fetched once, also by the next process", async () => {
    const directory = join(await temporaryFolder(), "models");
    const { source, version, fetches } = await counted();

    const first = await cachedModels(source, directory).get("screws");
    const second = await cachedModels(source, directory).get("screws", version);

    expect(Buffer.from(second.content)).toEqual(Buffer.from(first.content));
    expect(fetches()).toBe(1);
  });

  it("are fetched anew when the file is not what was stored", async () => {
    const directory = join(await temporaryFolder(), "models");
    const { source, fetches } = await counted();
    await cachedModels(source, directory).get("screws");
    const [file = ""] = await readdir(directory);
    await writeFile(join(directory, file), "altered");

    const again = await cachedModels(source, directory).get("screws");

    expect([...again.content]).toEqual([1, 2, 3]);
    expect(fetches()).toBe(2);
  });

  it("are known to be missing by the store alone", async () => {
    const { source } = await counted();

    const get = cachedModels(source, await temporaryFolder()).get("other");

    await expect(get).rejects.toMatchObject({ code: "not-found" });
  });
});
