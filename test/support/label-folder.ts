import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";

/** For tests: a new folder with the given text files, and gray photos of the given sizes. */
export async function folderWith(
  texts: Record<string, string>,
  photos: Record<string, [width: number, height: number]> = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "labels-"));
  const inside = async (name: string) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    return join(folder, name);
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(await inside(name), text);
  for (const [name, [width, height]] of Object.entries(photos)) {
    const gray = { width, height, channels: 3 as const, background: "#808080" };
    await sharp({ create: gray }).toFile(await inside(name));
  }
  return folder;
}
