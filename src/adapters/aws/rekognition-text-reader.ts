import { DetectTextCommand, type RekognitionClient, type TextDetection } from "@aws-sdk/client-rekognition";
import type { TextLine } from "../../domain/text-line.ts";
import type { TextReader } from "../../ports/text-reader.ts";
import { type CallLimits, withDeadline } from "./rekognition-client.ts";
import { fromPercent } from "./rekognition-detection.ts";
import { asRekognitionError } from "./rekognition-error.ts";
import { LABELS_LIMITS, type RekognitionImage, toRekognitionImage } from "./rekognition-image.ts";

const MAX_TEXT = 200;

/**
 * Text read by Amazon Rekognition DetectText. Only the area is sent: the service reads at most 100 words an image, and
 * small letters keep all their pixels.
 * @param deps rekognition: made with {@link REKOGNITION_CLIENT}
 */
export function createRekognitionTextReader(
  deps: { rekognition: RekognitionClient } & CallLimits,
): TextReader {
  return {
    async read(photo, area) {
      const image = await toRekognitionImage(photo, LABELS_LIMITS, area);
      const input = { Image: { Bytes: image.jpeg } };
      const answer = await withDeadline(deps, (options) =>
        deps.rekognition.send(new DetectTextCommand(input), options),
      ).catch((error: unknown) => {
        throw asRekognitionError(error, "read text (rekognition:DetectText)");
      });
      const lines = linesOf(answer.TextDetections ?? [], image);
      return {
        lines: lines.sort((a, b) => a.box.top - b.box.top),
        reader: {
          kind: "rekognition-text",
          model: "text",
          version: answer.TextModelVersion ?? "unknown",
        },
      };
    },
  };
}

function linesOf(detections: readonly TextDetection[], image: RekognitionImage): TextLine[] {
  return detections.flatMap(({ Type, Id, DetectedText = "", Confidence = 0, Geometry }) => {
    if (Type !== "LINE" || DetectedText === "") return [];
    const box = Geometry?.BoundingBox && image.toPhoto(Geometry.BoundingBox);
    if (!box) return [];
    // The service says of no character how sure it is; of the words in a line, the least sure one decides.
    const words = detections.filter(({ ParentId }) => ParentId === Id);
    const confidence = Math.min(Confidence, ...words.map((word) => word.Confidence ?? 0));
    return [{ text: DetectedText.slice(0, MAX_TEXT), confidence: fromPercent(confidence), box }];
  });
}
