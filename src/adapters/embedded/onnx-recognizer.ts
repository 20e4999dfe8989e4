import { PartproofError } from "../../domain/errors.ts";
import type { ModelInfo, ModelStore } from "../../ports/model-store.ts";
import { GENERAL_MODEL, type Recognizer } from "../../ports/recognizer.ts";
import { MODEL_ASSETS } from "../../recognition/model-assets.ts";
import type { RecognitionPool } from "../../recognition/recognition-pool.ts";

const GENERAL_VERSION = MODEL_ASSETS.generalHeads.sha256.slice(0, 12);
/** How long the newest version of a model is taken as known; a model taught meanwhile is used after it. */
const INFO_KEPT_MS = 1_000;

/** Partproof's own recognizer: models taught here, and `general` for everyday objects. */
export function createOnnxRecognizer(deps: {
  pool: Pick<RecognitionPool, "detectObjects" | "detectParts">;
  models: Pick<ModelStore, "get" | "info">;
  now?: () => number;
}): Recognizer {
  const { pool, models, now = Date.now } = deps;
  const known = new Map<string, { info: ModelInfo; until: number }>();

  const newest = async (name: string): Promise<ModelInfo> => {
    const recent = known.get(name);
    if (recent && recent.until > now()) return recent.info;
    const info = await models.info(name);
    if (!info) {
      known.delete(name);
      const how = `Teach it: partproof teach --model ${name} --coco FILE`;
      throw new PartproofError("not-found", `There is no model named ${name}. ${how}`);
    }
    known.set(name, { info, until: now() + INFO_KEPT_MS });
    return info;
  };

  return {
    async recognize(photo, model) {
      if (model === GENERAL_MODEL) {
        const detections = await pool.detectObjects(photo);
        const recognizer = { kind: "embedded", model, version: GENERAL_VERSION };
        return { detections, recognizer, reservations: [] };
      }
      const { version } = await newest(model);
      const load = async () => (await models.get(model, version)).content;
      const look = await pool.detectParts(photo, { version, load });
      return { ...look, recognizer: { kind: "embedded", model, version } };
    },
  };
}
