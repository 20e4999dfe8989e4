import { createHash } from "node:crypto";
import { chmod, mkdir, readdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFileImageStore } from "../../src/adapters/embedded/file-image-store.ts";
import { createMemoryImageStore } from "../../src/adapters/memory/memory-image-store.ts";
import { describeImageStoreContract } from "./image-store.contract.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describeImageStoreContract("in memory", async () => createMemoryImageStore());
describeImageStoreContract("in a folder", async () =>
  createFileImageStore({ directory: await temporaryFolder() }),
);

const photo = new TextEncoder().encode("a photo of a widget");
const HOUR_MS = 3_600_000;

test("a stored photo is a read-only file that is never written again", async () => {
  const directory = await temporaryFolder();
  const store = await createFileImageStore({ directory });
  const { key } = await store.put(photo, "jpg");
  const before = await stat(join(directory, key));

  await store.put(photo, "jpg");

  const after = await stat(join(directory, key));
  expect(before.mode & 0o222).toBe(0);
  expect(after.ino).toBe(before.ino);
  expect(after.nlink).toBe(1);
});

test("a photo stored with another size is damaged, not quietly replaced", async () => {
  const directory = await temporaryFolder();
  const store = await createFileImageStore({ directory });
  const { key } = await store.put(photo, "jpg");
  await chmod(join(directory, key), 0o644);
  await writeFile(join(directory, key), "cut");

  const again = store.put(photo, "jpg");

  await expect(again).rejects.toMatchObject({ code: "damaged" });
});

test("nothing is left over in the folder of unfinished files, also after a delivery that broke off", async () => {
  const directory = await temporaryFolder();
  const store = await createFileImageStore({ directory });
  async function* brokenOff() {
    yield photo;
    throw new Error("the camera went away");
  }

  await store.put(photo, "jpg");
  await store.put(photo, "jpg");
  await store.put(brokenOff(), "jpg").catch(() => undefined);

  expect(await readdir(join(directory, ".unfinished"))).toEqual([]);
});

test("opening removes what a crash left behind, but not what another process is writing", async () => {
  const directory = await temporaryFolder();
  const unfinished = join(directory, ".unfinished");
  await mkdir(unfinished);
  await writeFile(join(unfinished, "crashed"), "half a pho");
  await writeFile(join(unfinished, "in-progress"), "half a pho");
  const twoHoursAgo = new Date(Date.now() - 2 * HOUR_MS);
  await utimes(join(unfinished, "crashed"), twoHoursAgo, twoHoursAgo);

  await createFileImageStore({ directory });

  expect(await readdir(unfinished)).toEqual(["in-progress"]);
});

test("a half-written photo of a crashed process is not a photo", async () => {
  const directory = await temporaryFolder();
  const sha256 = createHash("sha256").update(photo).digest("hex");
  await mkdir(join(directory, ".unfinished"));
  await writeFile(join(directory, ".unfinished", `${sha256}.jpg`), photo.slice(0, 4));
  const store = await createFileImageStore({ directory });

  const reading = store.get(`${sha256.slice(0, 2)}/${sha256}.jpg`);

  await expect(reading).rejects.toMatchObject({ code: "not-found" });
  await expect(store.put(photo, "jpg")).resolves.toMatchObject({ sha256 });
});

test("a photo that was just handed in again is not removed", async () => {
  const directory = await temporaryFolder();
  const store = await createFileImageStore({ directory });
  const { key } = await store.put(photo, "jpg");
  const longAgo = new Date(Date.now() - 1000 * HOUR_MS);
  await utimes(join(directory, key), longAgo, longAgo);
  await store.put(photo, "jpg");

  const removedNow = await store.remove(key, new Date());
  const removedLater = await store.remove(key, new Date(Date.now() + 2 * HOUR_MS));

  expect([removedNow, removedLater]).toEqual([false, true]);
});
