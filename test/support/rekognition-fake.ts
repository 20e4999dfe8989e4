import type { CustomLabel, Label, TextDetection } from "@aws-sdk/client-rekognition";
import sharp from "sharp";
import { z } from "zod";
import type { Detection } from "../../src/domain/detection.ts";
import type { DecodedPhoto } from "../../src/domain/photo.ts";
import type { TextLine } from "../../src/domain/text-line.ts";
import { decodePhoto } from "../../src/imaging/decode-photo.ts";
import { type AwsJsonServer, operation, ServiceFault, startAwsJsonServer } from "./aws-json-server.ts";

/** What the service sees in an image that it was sent: ours, or answers of its own kind as they stand. */
export type Eyes = {
  objects?: (photo: DecodedPhoto) => Promise<Detection[]>;
  lines?: (photo: DecodedPhoto) => Promise<TextLine[]>;
  labels?: Label[];
  customLabels?: CustomLabel[];
  text?: TextDetection[];
};

export const MODEL_ARN =
  "arn:aws:rekognition:eu-central-1:123456789012:project/screws/version/screws.2026-03-01T08.00.00/1772352000000";

const percent = z.number().min(0).max(100);
const image = z.strictObject({ Bytes: z.base64() });

/** Amazon Rekognition as far as the adapters call it: its limits on images, fields, and MinConfidence are enforced. */
export async function startRekognition(eyes: Eyes): Promise<AwsJsonServer> {
  return await startAwsJsonServer({
    "RekognitionService.DetectLabels": operation(
      z.strictObject({ Image: image, MinConfidence: percent.optional() }),
      async ({ Image, MinConfidence = 55 }) => {
        const photo = await look(Image.Bytes, { mb: 5, min: 80, max: 10_000 });
        const seen = (await eyes.objects?.(photo)) ?? [];
        const labels = eyes.labels ?? seen.map(asLabel);
        return {
          Labels: labels.filter(({ Confidence = 0 }) => Confidence >= MinConfidence),
          LabelModelVersion: "3.0",
        };
      },
    ),
    "RekognitionService.DetectCustomLabels": operation(
      z.strictObject({ ProjectVersionArn: z.string(), Image: image, MinConfidence: percent.optional() }),
      async ({ ProjectVersionArn, Image, MinConfidence = 55 }) => {
        if (ProjectVersionArn !== MODEL_ARN) throw new ServiceFault("ResourceNotFoundException");
        const photo = await look(Image.Bytes, { mb: 4, min: 64, max: 4_096 });
        const seen = (await eyes.objects?.(photo)) ?? [];
        const labels = eyes.customLabels ?? seen.map(asCustomLabel);
        return { CustomLabels: labels.filter(({ Confidence = 0 }) => Confidence >= MinConfidence) };
      },
    ),
    "RekognitionService.DetectText": operation(z.strictObject({ Image: image }), async ({ Image }) => {
      const photo = await look(Image.Bytes, { mb: 5, min: 80, max: 10_000 });
      const lines = (await eyes.lines?.(photo)) ?? [];
      return { TextDetections: eyes.text ?? lines.map(asText), TextModelVersion: "3.0" };
    }),
  });
}

async function look(base64: string, limits: { mb: number; min: number; max: number }): Promise<DecodedPhoto> {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length > limits.mb * 1024 * 1024) throw new ServiceFault("ImageTooLargeException");
  const { format, width, height } = await sharp(bytes).metadata();
  if (format !== "jpeg" && format !== "png") throw new ServiceFault("InvalidImageFormatException");
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  if (shorter < limits.min || longer > limits.max || longer > shorter * 20)
    throw new ServiceFault("InvalidParameterException", { message: `image of ${width} × ${height}` });
  return await decodePhoto(bytes);
}

function asLabel({ label, confidence, box }: Detection): Label {
  const Confidence = confidence * 100;
  return { Name: label, Confidence, Instances: [{ Confidence, BoundingBox: asBoundingBox(box) }] };
}

function asCustomLabel({ label, confidence, box }: Detection): CustomLabel {
  return { Name: label, Confidence: confidence * 100, Geometry: { BoundingBox: asBoundingBox(box) } };
}

function asText({ text, confidence, box }: TextLine, Id: number): TextDetection {
  return {
    DetectedText: text,
    Type: "LINE",
    Id,
    Confidence: confidence * 100,
    Geometry: { BoundingBox: asBoundingBox(box) },
  };
}

function asBoundingBox(box: Detection["box"]) {
  return box && { Left: box.left, Top: box.top, Width: box.width, Height: box.height };
}
