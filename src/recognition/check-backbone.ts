import { PartproofError } from "../domain/errors.ts";
import { MODEL_ASSETS } from "./model-assets.ts";

/** @throws PartproofError `damaged` when a model was taught on other features than those installed */
export function checkBackbone({ name, sha256 }: { name: string; sha256: string }): void {
  if (sha256 === MODEL_ASSETS.backbone.sha256) return;
  throw new PartproofError(
    "damaged",
    `The model was taught on ${name} (${sha256.slice(0, 12)}), ` +
      `this version has ${MODEL_ASSETS.backbone.sha256.slice(0, 12)}. Teach it again.`,
  );
}
