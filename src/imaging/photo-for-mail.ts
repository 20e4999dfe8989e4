import { sharp } from "./sharp-for-server.ts";

/** Twice what a mail shows it at: sharp on a phone, and legible when it is opened. */
const WIDTH_PX = 1280;
const QUALITY = 82;

/**
 * The analyzed photo (JPEG) as a mail carries it: at most 1280 px wide, the same bytes for the same photo. The photo at
 * full size is in the evidence. What cannot be scaled goes as it is: a mail with a large photo beats one without.
 */
export async function photoForMail(jpeg: Uint8Array): Promise<Uint8Array> {
  try {
    const { width } = await sharp(jpeg).metadata();
    if (width <= WIDTH_PX) return jpeg;
    return await sharp(jpeg, { limitInputPixels: false })
      .resize({ width: WIDTH_PX })
      .jpeg({ quality: QUALITY })
      .toBuffer();
  } catch {
    return jpeg;
  }
}
