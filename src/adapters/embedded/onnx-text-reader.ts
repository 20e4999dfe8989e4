import type { TextReader } from "../../ports/text-reader.ts";
import { MODEL_ASSETS } from "../../recognition/model-assets.ts";
import type { RecognitionPool } from "../../recognition/recognition-pool.ts";

const MODEL = "pp-ocr-v4";
/** Both networks have a say in what is read. */
const VERSION = `${MODEL_ASSETS.textLines.sha256.slice(0, 6)}${MODEL_ASSETS.textRead.sha256.slice(0, 6)}`;

/** Text read by the networks that ship with Partproof. */
export function createOnnxTextReader(pool: Pick<RecognitionPool, "readText">): TextReader {
  return {
    async read(photo, area) {
      return {
        lines: await pool.readText(photo, area),
        reader: { kind: "embedded", model: MODEL, version: VERSION },
      };
    },
  };
}
