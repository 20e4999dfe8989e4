import { z } from "zod";
import { findVersion } from "./find-version.ts";
import { CUSTOM_LABEL_LIMITS, imageSchema, readImage } from "./image-input.ts";
import { operation } from "./operation.ts";
import { versionDetailsSchema } from "./version-details.ts";
import { statusOf } from "./version-status.ts";
import { WireError } from "./wire-error.ts";
import { geometry, percent } from "./wire-shapes.ts";

/** Where neither caller nor model says from when on a label counts. */
const USUAL_THRESHOLD = 0.5;
/** Not of the service: why the model does not vouch for this look, which its answers have no place for. */
const RESERVATION_HEADER = "x-partproof-reservation";

const inputSchema = z.strictObject({
  ProjectVersionArn: z.string().min(20).max(2048),
  Image: imageSchema,
  MaxResults: z.int().min(0).optional(),
  MinConfidence: z.number().min(0).max(100).optional(),
});

/** Parts, by the taught model that is this version. */
export const detectCustomLabels = operation("detect", inputSchema, async (input, call) => {
  const { services } = call;
  const version = await findVersion(services, input.ProjectVersionArn);
  const status = statusOf(version, services.now().getTime(), services.transitionMs);
  const { model } = version;
  if (status !== "RUNNING" || !model) {
    const message = `The project version is ${status}; start it with StartProjectVersion and wait until it is RUNNING.`;
    throw new WireError("ResourceNotReadyException", message);
  }
  const photo = await readImage(input.Image, CUSTOM_LABEL_LIMITS, services.objects);
  const load = async () => (await services.models.get(model.name, model.version)).content;
  const { detections, reservations } = await services.pool.detectParts(photo, {
    version: model.version,
    load,
  });
  if (reservations.length > 0) {
    call.addHeader(RESERVATION_HEADER, reservations.map(encodeURIComponent).join(", "));
  }
  const thresholds = new Map(Object.entries(versionDetailsSchema.parse(version.details).thresholds ?? {}));
  const asked = input.MinConfidence === undefined ? undefined : input.MinConfidence / 100;
  const seen = detections
    .filter(({ label, confidence }) => confidence >= (asked ?? thresholds.get(label) ?? USUAL_THRESHOLD))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, input.MaxResults);
  return {
    CustomLabels: seen.map(({ label, confidence, box }) => ({
      Name: label,
      Confidence: percent(confidence),
      ...(box ? { Geometry: { BoundingBox: geometry(box).BoundingBox } } : {}),
    })),
  };
});
