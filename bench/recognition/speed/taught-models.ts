import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelSource, RecognitionPool } from "../../../src/recognition/recognition-pool.ts";
import type { DrawnPhotos } from "./drawn-photos.ts";

/** A model beside its bytes, also on disk for other processes. */
export type TaughtModel = ModelSource & { file: Uint8Array; path: string };
/** A model of each way to look. */
export type TaughtModels = Record<"find" | "golden" | "normal", TaughtModel>;

const TAUGHT = 8;

/** One model of each way to look, from a few photos: how fast it looks does not depend on how many taught it. */
export async function teachEach(
  pool: RecognitionPool,
  { taught }: DrawnPhotos,
  directory: string,
): Promise<TaughtModels> {
  const few = taught.slice(0, TAUGHT);
  const keep = async (look: string, file: Uint8Array): Promise<TaughtModel> => {
    const path = join(directory, `${look}.model`);
    await writeFile(path, file);
    return { version: createHash("sha256").update(file).digest("hex"), load: async () => file, file, path };
  };
  return {
    find: await keep("find", await pool.teach(few, { look: "find" })),
    golden: await keep("golden", await pool.teach(few, { look: "golden" })),
    normal: await keep("normal", await pool.teachNormal(few.map(({ file }) => file))),
  };
}
