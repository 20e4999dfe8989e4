import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { asStorageError, openWriteOnceFolder } from "./write-once.ts";

let path = "";
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "partproof-test-"));
});
afterEach(() => rm(path, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

test("of many writers of one name exactly one writes it, and its content stays", async () => {
  const folders = await Promise.all([openWriteOnceFolder(path), openWriteOnceFolder(path)]);

  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, i) => folders[i % 2]?.write(bytes(`writer ${i}`), "a/file")),
  );

  const winner = outcomes.indexOf("written");
  expect(outcomes.filter((outcome) => outcome === "written")).toHaveLength(1);
  expect(await readFile(join(path, "a/file"), "utf8")).toBe(`writer ${winner}`);
  expect(await readdir(join(path, ".unfinished"))).toEqual([]);
});

test("content in pieces is written whole, under a name that its end decides", async () => {
  const folder = await openWriteOnceFolder(path);
  let length = 0;
  async function* pieces() {
    for (let i = 0; i < 100; i++) {
      const piece = bytes(`piece ${i} `);
      length += piece.length;
      yield piece;
    }
  }

  await folder.write(pieces(), () => `of-${length}`);

  expect((await stat(join(path, `of-${length}`))).size).toBe(length);
});

test("a folder is made with everything above it", async () => {
  const deep = join(path, "not", "there", "yet");

  const folder = await openWriteOnceFolder(deep);

  expect(await folder.write(bytes("x"), "a/file")).toBe("written");
});

test.each([
  ["ENOSPC", "storage-full", true],
  ["EDQUOT", "storage-full", true],
  ["EROFS", "unavailable", true],
  ["EACCES", "unavailable", true],
])("the file system's %s is %s", (code, expected, retryable) => {
  const cause = Object.assign(new Error(code), { code });

  const error = asStorageError(cause);

  expect(error).toMatchObject({ name: "PartproofError", code: expected, retryable, cause });
});

test("an error that is none of the file system's stays as it is", () => {
  const error = new Error("the camera went away");

  expect(asStorageError(error)).toBe(error);
});
