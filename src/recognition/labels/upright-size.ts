import sharp from "sharp";
import { PartproofError } from "../../domain/errors.ts";
import type { PixelSize } from "./label-checks.ts";

/**
 * Width and height of a photo as a person sees it, from its header alone.
 * @param from the label file that names the photo, for the message
 * @throws PartproofError `invalid-input` when it is not there or not a photo
 */
export async function uprightSize(photo: string, from: string): Promise<PixelSize> {
  try {
    const { autoOrient } = await sharp(photo, { limitInputPixels: false }).metadata();
    return { width: autoOrient.width, height: autoOrient.height };
  } catch (cause) {
    const message = `${from}: its photo ${photo} cannot be read. Expected a JPEG, PNG, WebP or TIFF file there.`;
    throw new PartproofError("invalid-input", message, { cause });
  }
}
