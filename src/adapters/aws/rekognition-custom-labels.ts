import { DetectCustomLabelsCommand, type RekognitionClient } from "@aws-sdk/client-rekognition";
import { PartproofError } from "../../domain/errors.ts";
import type { Recognizer } from "../../ports/recognizer.ts";
import { type CallLimits, withDeadline } from "./rekognition-client.ts";
import { toDetection } from "./rekognition-detection.ts";
import { asModelError } from "./rekognition-error.ts";
import { CUSTOM_LABELS_LIMITS, toRekognitionImage } from "./rekognition-image.ts";
import { WORTH_JUDGING_PERCENT } from "./rekognition-labels.ts";

/** `arn:aws:rekognition:REGION:ACCOUNT:project/PROJECT/version/VERSION/TIMESTAMP` */
const MODEL_ARN =
  /^arn:aws[a-z-]*:rekognition:[a-z0-9-]+:\d{12}:project\/[\w.-]{1,255}\/version\/([\w.-]{1,255})\/\d+$/;

/**
 * A model of Amazon Rekognition Custom Labels; the recipe's model is the ARN of a project version, which never
 * changes. A model of objects gives boxes, a model of whole images gives labels without a place.
 * @param deps rekognition: made with {@link REKOGNITION_CLIENT}
 */
export function createRekognitionCustomLabels(
  deps: { rekognition: RekognitionClient } & CallLimits,
): Recognizer {
  return {
    async recognize(photo, model) {
      const version = MODEL_ARN.exec(model)?.[1];
      if (version === undefined) throw notAnArn(model);
      const image = await toRekognitionImage(photo, CUSTOM_LABELS_LIMITS);
      // Without MinConfidence the service would hold back what is below a threshold of its own for each label.
      const input = {
        ProjectVersionArn: model,
        Image: { Bytes: image.jpeg },
        MinConfidence: WORTH_JUDGING_PERCENT,
      };
      const answer = await withDeadline(deps, (options) =>
        deps.rekognition.send(new DetectCustomLabelsCommand(input), options),
      ).catch((error: unknown) => {
        throw asModelError(error, model, "look at a photo (rekognition:DetectCustomLabels)");
      });
      return {
        detections: (answer.CustomLabels ?? []).flatMap(({ Name, Confidence, Geometry }) =>
          toDetection({ Name, Confidence, BoundingBox: Geometry?.BoundingBox }, image),
        ),
        recognizer: { kind: "rekognition-custom-labels", model, version },
        reservations: [],
      };
    },
  };
}

function notAnArn(model: string): PartproofError {
  return new PartproofError(
    "not-found",
    `Expected the recipe's recognizer.model to be the ARN of a Custom Labels project version (arn:aws:rekognition:…:project/…/version/…), received ${model}.`,
  );
}
