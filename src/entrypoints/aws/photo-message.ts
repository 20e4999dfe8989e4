import type { SQSRecord } from "aws-lambda";
import { z } from "zod";
import type { IncomingObject } from "../../adapters/aws/s3-incoming-photos.ts";
import { PartproofError } from "../../domain/errors.ts";
import { nameSchema } from "../../domain/recipe.ts";

/** What a message of the inspect queue asks for. */
export type PhotoMessage =
  | { kind: "arrived"; object: IncomingObject; line: string; recipe: string; fileName: string }
  /** `redrive`: it comes back from the dead letters, because somebody put it back. */
  | { kind: "wake-up"; inspectionId: string; redrive: boolean }
  /** A folder that somebody made in the console: an object without content. */
  | { kind: "folder" };

const wakeUpSchema = z.object({ inspectionId: z.string().min(1).max(64) });

/** The event of EventBridge, of which S3 may have more fields any day. Its keys are not URL-encoded. */
const arrivedSchema = z.object({
  source: z.literal("aws.s3"),
  "detail-type": z.literal("Object Created"),
  detail: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({ key: z.string().min(1).max(1024), "version-id": z.string().optional() }),
  }),
});

const FOLDERS = /^incoming\/([^/]+)\/([^/]+)\/(.+)$/s;

/**
 * @throws PartproofError `invalid-input` for what can never be a photo: such a message belongs with the dead letters
 */
export function readPhotoMessage(record: Pick<SQSRecord, "body" | "messageAttributes">): PhotoMessage {
  // Dead letters are copies that carry the id, so that they go on under it and not as a new photo.
  const redriven = record.messageAttributes["inspectionId"]?.stringValue;
  if (redriven !== undefined) return { kind: "wake-up", inspectionId: redriven, redrive: true };
  const body = parseJson(record.body);
  const wakeUp = wakeUpSchema.safeParse(body);
  if (wakeUp.success) return { kind: "wake-up", inspectionId: wakeUp.data.inspectionId, redrive: false };
  const arrived = arrivedSchema.safeParse(body);
  if (!arrived.success) throw notUnderstood(record.body);

  const { bucket, object } = arrived.data.detail;
  if (object.key.endsWith("/")) return { kind: "folder" };
  const [, line, recipe, fileName] = FOLDERS.exec(object.key) ?? [];
  const names = z.tuple([nameSchema, nameSchema]).safeParse([line, recipe]);
  if (!names.success || fileName === undefined) throw wrongPlace(object.key);
  const versionId = object["version-id"];
  return {
    kind: "arrived",
    object: { bucket: bucket.name, key: object.key, ...(versionId === undefined ? {} : { versionId }) },
    line: names.data[0],
    recipe: names.data[1],
    fileName,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notUnderstood(body: string): PartproofError {
  const message = `Expected an "Object Created" event of S3 or {"inspectionId": "…"}, received ${body.slice(0, 200)}`;
  return new PartproofError("invalid-input", message);
}

function wrongPlace(key: string): PartproofError {
  const message = `Expected a photo at incoming/<line>/<recipe>/<file>, with names of letters, digits, dots, dashes and underscores; received ${JSON.stringify(key.slice(0, 300))}. Put it there.`;
  return new PartproofError("invalid-input", message);
}
