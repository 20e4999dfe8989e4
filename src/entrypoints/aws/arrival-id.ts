import type { IncomingObject } from "../../adapters/aws/s3-incoming-photos.ts";
import { sha256Hex } from "../../domain/evidence.ts";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;
/** S3's own name for the only version of an object where it keeps none. */
const UNVERSIONED = "null";

/**
 * The inspection id of a photo that arrives in S3: 128 bits of the hash of bucket, key and version, written as a ULID.
 * Whoever knows the object knows the id. So an event told again is the same inspection, also after a new version of its
 * recipe, and the daily count can ask of each object what became of it. Unlike other ids it does not sort by time.
 */
export async function arrivalId({ bucket, key, versionId = UNVERSIONED }: IncomingObject): Promise<string> {
  const hash = await sha256Hex(new TextEncoder().encode(JSON.stringify([bucket, key, versionId])));
  let bits = BigInt(`0x${hash.slice(0, 32)}`);
  let id = "";
  for (let i = 0; i < LENGTH; i++) {
    id = CROCKFORD.charAt(Number(bits % 32n)) + id;
    bits /= 32n;
  }
  return id;
}
