import { tmpdir } from "node:os";
import { join } from "node:path";
import { createS3ModelStore } from "../../adapters/aws/s3-model-store.ts";
import { cachedModels } from "../../adapters/cached-models.ts";
import { createOnnxRecognizer } from "../../adapters/embedded/onnx-recognizer.ts";
import { createOnnxTextReader } from "../../adapters/embedded/onnx-text-reader.ts";
import { createRecognitionPool } from "../../recognition/recognition-pool.ts";
import { createInspectHandler } from "./create-inspect-handler.ts";

/** A function inspects one photo at a time: a second worker would wait beside the first and cost its memory. */
const THREADS = 1;

/** Looks at photos by Partproof's own recognizer, and by Amazon Rekognition where a recipe says so. */
export const handler = createInspectHandler(({ s3, dataBucket }) => {
  const pool = createRecognitionPool({ threads: THREADS });
  const models = cachedModels(
    createS3ModelStore({ s3, bucket: dataBucket }),
    join(tmpdir(), "partproof-models"),
  );
  return {
    recognizers: { embedded: createOnnxRecognizer({ pool, models }) },
    textReader: createOnnxTextReader(pool),
  };
});
