import { DetectLabelsCommand, type Label, type RekognitionClient } from "@aws-sdk/client-rekognition";
import type { Detection } from "../../domain/detection.ts";
import { PartproofError } from "../../domain/errors.ts";
import { GENERAL_MODEL, type Recognizer } from "../../ports/recognizer.ts";
import { type CallLimits, withDeadline } from "./rekognition-client.ts";
import { toDetection } from "./rekognition-detection.ts";
import { asRekognitionError } from "./rekognition-error.ts";
import { LABELS_LIMITS, type RekognitionImage, toRekognitionImage } from "./rekognition-image.ts";

/**
 * Far below the review band of any sensible recipe (0.3 to 0.6 by default), because what is left out here cannot make
 * a part uncertain: it would be missing. Left to itself the service starts at 55.
 */
export const WORTH_JUDGING_PERCENT = 10;

/**
 * Everyday objects by Amazon Rekognition DetectLabels. Common objects come with a box for each; of others the service
 * only says that they are there: one detection without a box, however many there are, so a recipe can ask for at least
 * one of them and no more.
 * @param deps rekognition: made with {@link REKOGNITION_CLIENT}
 */
export function createRekognitionLabels(deps: { rekognition: RekognitionClient } & CallLimits): Recognizer {
  return {
    async recognize(photo, model) {
      if (model !== GENERAL_MODEL) throw unknownModel(model);
      const image = await toRekognitionImage(photo, LABELS_LIMITS);
      const input = { Image: { Bytes: image.jpeg }, MinConfidence: WORTH_JUDGING_PERCENT };
      const answer = await withDeadline(deps, (options) =>
        deps.rekognition.send(new DetectLabelsCommand(input), options),
      ).catch((error: unknown) => {
        throw asRekognitionError(error, "look at a photo (rekognition:DetectLabels)");
      });
      return {
        detections: (answer.Labels ?? []).flatMap((label) => detectionsOf(label, image)),
        recognizer: { kind: "rekognition-labels", model, version: answer.LabelModelVersion ?? "unknown" },
        reservations: [],
      };
    },
  };
}

/**
 * A label speaks for itself alone. Its parents stand in the answer as labels of their own (a car also as a vehicle),
 * so that making something of `Parents` here would count one object twice.
 */
function detectionsOf({ Name, Confidence, Instances = [] }: Label, image: RekognitionImage): Detection[] {
  const seen = Instances.length > 0 ? Instances : [{}];
  return seen.flatMap((instance) => toDetection({ Name, Confidence, ...instance }, image));
}

function unknownModel(model: string): PartproofError {
  return new PartproofError(
    "not-found",
    `DetectLabels has one model, ${GENERAL_MODEL}; the recipe asks for ${model}. For a Custom Labels model set recognizer.kind to rekognition-custom-labels.`,
  );
}
