import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";
import type { DecodedPhoto } from "../../domain/photo.ts";
import { checkPhoto, type PhotoLimits } from "../../imaging/check-photo.ts";
import { decodePhoto } from "../../imaging/decode-photo.ts";
import { sniffFormat } from "../../imaging/sniff-format.ts";
import type { ObjectReader } from "../../ports/object-reader.ts";
import { decodeBase64 } from "../http-api/decode-base64.ts";
import { WireError } from "./wire-error.ts";

const MEBIBYTE = 1024 * 1024;
/** Whatever the operation takes, the wire format takes no more than this as bytes. */
export const MOST_WIRE_BYTES = 5 * MEBIBYTE;
const MOST_S3_BYTES = 15 * MEBIBYTE;

/** Of the service, so that what works here works there too. `sides`: pixels. */
type ImageLimits = { bytes: number; leastSide: number; mostSide: number; mostAspect: number };
export const LABEL_LIMITS: ImageLimits = {
  bytes: MOST_WIRE_BYTES,
  leastSide: 80,
  mostSide: 10_000,
  mostAspect: 125,
};
export const CUSTOM_LABEL_LIMITS: ImageLimits = {
  bytes: 4 * MEBIBYTE,
  leastSide: 64,
  mostSide: 4096,
  mostAspect: 20,
};

export const s3ObjectSchema = z.strictObject({
  Bucket: z.string().regex(/^[0-9A-Za-z.\-_]{3,255}$/, "a bucket's name"),
  Name: z.string().min(1).max(1024),
  Version: z.string().min(1).max(1024).optional(),
});
export type S3Object = z.infer<typeof s3ObjectSchema>;

export const imageSchema = z.strictObject({
  Bytes: z.string().min(1).optional(),
  S3Object: s3ObjectSchema.optional(),
});

/**
 * The photo that a request brings or names, decoded.
 * @throws WireError, UnusablePhotoError or PartproofError, as {@link asWireError} understands them
 */
export async function readImage(
  image: z.infer<typeof imageSchema>,
  limits: ImageLimits,
  objects: ObjectReader | undefined,
): Promise<DecodedPhoto> {
  const { Bytes, S3Object } = image;
  if ((Bytes === undefined) === (S3Object === undefined)) {
    throw new WireError("InvalidParameterException", "Image: expected either Bytes or S3Object.");
  }
  const [bytes, maxBytes] = S3Object
    ? [await readS3Object(S3Object, MOST_S3_BYTES, objects), MOST_S3_BYTES]
    : [decodeBytes(Bytes ?? ""), limits.bytes];
  const photoLimits: PhotoLimits = {
    maxBytes,
    maxPixels: limits.mostSide ** 2,
    maxAspect: limits.mostAspect,
    minSidePx: limits.leastSide,
  };
  refuseUnlessJpegOrPng(bytes);
  const { width, height } = await checkPhoto(bytes, photoLimits);
  if (Math.max(width, height) > limits.mostSide) {
    const message = `Input image dimensions ${width} x ${height} exceed ${limits.mostSide} pixels. Scale it down.`;
    throw new WireError("ImageTooLargeException", message);
  }
  return decodePhoto(bytes, photoLimits);
}

/** @throws WireError `InvalidS3ObjectException`, or `ImageTooLargeException` */
export async function readS3Object(
  { Bucket, Name, Version }: S3Object,
  maxBytes: number,
  objects: ObjectReader | undefined,
): Promise<Uint8Array> {
  if (!objects) {
    const message =
      "This server reads no S3: its operator has to set PARTPROOF_S3_ENDPOINT. Or send the photo as Bytes.";
    throw new WireError("InvalidS3ObjectException", message);
  }
  try {
    return await objects.read({ bucket: Bucket, key: Name, version: Version }, maxBytes);
  } catch (error) {
    if (error instanceof PartproofError && (error.code === "not-found" || error.code === "forbidden")) {
      const message = `Unable to get object metadata from S3. ${error.message}`;
      throw new WireError("InvalidS3ObjectException", message, { cause: error });
    }
    throw error;
  }
}

/** Partproof itself takes more formats than the service does. */
function refuseUnlessJpegOrPng(bytes: Uint8Array): void {
  const sniffed = sniffFormat(bytes);
  const came = sniffed.kind === "photo" ? sniffed.format : sniffed.name;
  if (came === "jpeg" || came === "png") return;
  throw new WireError(
    "InvalidImageFormatException",
    `Expected a JPEG or PNG photo; the content is: ${came}.`,
  );
}

function decodeBytes(text: string): Uint8Array {
  // The service checks this in the shape of the request, so it is not its ImageTooLargeException.
  if (Buffer.byteLength(text, "base64") > MOST_WIRE_BYTES) {
    const message = `1 validation error detected: Image.Bytes: expected at most ${MOST_WIRE_BYTES} bytes`;
    throw new WireError("ValidationException", message);
  }
  try {
    return decodeBase64(text, "Image.Bytes");
  } catch (cause) {
    const message = cause instanceof PartproofError ? cause.message : "Image.Bytes is not base64.";
    throw new WireError("SerializationException", message, { cause });
  }
}
