import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFileModelStore } from "../../src/adapters/embedded/file-model-store.ts";
import { createMemoryModelStore } from "../../src/adapters/memory/memory-model-store.ts";
import { describeModelStoreContract } from "./model-store.contract.ts";
import { NOW } from "./samples.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describeModelStoreContract("in memory", async () => createMemoryModelStore());
describeModelStoreContract("in a folder", async () =>
  createFileModelStore({ directory: await temporaryFolder() }),
);

test("a model whose file was changed is damaged", async () => {
  const directory = await temporaryFolder();
  const store = await createFileModelStore({ directory });
  const { version } = await store.put("screws", new Uint8Array([1, 2, 3]), NOW.toISOString());
  const file = join(directory, "screws", `${version}.ppmodel`);
  await chmod(file, 0o644);
  await writeFile(file, new Uint8Array([1, 2, 4]));

  const reading = store.get("screws");

  await expect(reading).rejects.toMatchObject({ code: "damaged" });
});

test("a model whose description a crash kept from being written does not exist, and can be stored again", async () => {
  const directory = await temporaryFolder();
  const store = await createFileModelStore({ directory });
  const content = new Uint8Array([1, 2, 3]);
  const info = await store.put("screws", content, NOW.toISOString());
  await rm(join(directory, "screws", `${info.version}.json`), { force: true });

  const list = await store.list();
  const again = await store.put("screws", content, NOW.toISOString());

  expect(list).toEqual([]);
  expect(again).toEqual(info);
});
