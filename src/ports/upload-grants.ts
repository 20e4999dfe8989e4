import type { Source } from "../domain/inspection.ts";

/** One photo that somebody wants to upload. */
export type UploadRequest = Omit<Source, "line"> & {
  line: string;
  recipe: string;
  /** Media type, such as `image/jpeg`. */
  contentType: string;
  /** Size of the photo, exactly. */
  bytes: number;
};

/** A form to send as `multipart/form-data` with the fields first and the photo, as `file`, last. */
export type UploadGrant = { url: string; fields: Record<string, string>; key: string; expiresAt: string };

/** Leave to put one photo where photos come in, past the API: for photos that are too large for a request to it. */
export interface UploadGrants {
  /** Good for this one photo: another size, type or name is refused by whoever keeps the photos. */
  grant(request: UploadRequest, now: Date): Promise<UploadGrant>;
}
