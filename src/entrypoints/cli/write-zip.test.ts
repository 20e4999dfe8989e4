import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeZip } from "./write-zip.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "partproof-zip-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function written(name: string): Promise<Uint8Array> {
  const path = join(folder, name);
  await writeZip(path, async (put) => {
    await put({ path: "a/b.txt", content: "grün" });
    await put({ path: "photo", content: new Uint8Array(70_000).fill(7) });
  });
  return readFile(path);
}

describe("writing a zip", () => {
  it("holds the files in their order, as they were given", async () => {
    const zip = new ZipReader(new Uint8ArrayReader(await written("a.zip")));

    const entries = (await zip.getEntries()).filter((entry) => !entry.directory);
    const contents = await Promise.all(entries.map((entry) => entry.getData(new Uint8ArrayWriter())));

    expect(entries.map(({ filename }) => filename)).toEqual(["a/b.txt", "photo"]);
    expect(contents).toEqual([new TextEncoder().encode("grün"), new Uint8Array(70_000).fill(7)]);
  });

  it("is the same, byte for byte, whenever and in whatever time zone it is written", async () => {
    const timeZone = process.env["TZ"];
    const first = await written("a.zip");
    process.env["TZ"] = "Pacific/Auckland";

    const second = await written("b.zip");

    if (timeZone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = timeZone;
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it("leaves a file alone that is there already", async () => {
    await writeFile(join(folder, "a.zip"), "somebody's");

    await expect(written("a.zip")).rejects.toMatchObject({ code: "invalid-input" });

    expect(await readFile(join(folder, "a.zip"), "utf8")).toBe("somebody's");
  });

  it("leaves nothing of a zip that could not be finished", async () => {
    const failing = writeZip(join(folder, "a.zip"), async (put) => {
      await put({ path: "a", content: "x" });
      throw new Error("no more");
    });

    await expect(failing).rejects.toThrow("no more");

    expect(await readdir(folder)).toEqual([]);
  });
});
