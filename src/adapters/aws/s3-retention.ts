import {
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectRetentionCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { PartproofError } from "../../domain/errors.ts";
import { asAwsError, awsStatus } from "./map-aws-error.ts";
import { isMissing, type ObjectRef } from "./s3-object.ts";

/**
 * How S3 itself holds evidence. COMPLIANCE: nobody can delete it or shorten the time, not even the account's root.
 * GOVERNANCE: who has the permission to bypass can. NONE: the rule is Partproof's alone.
 */
export type LockMode = "COMPLIANCE" | "GOVERNANCE" | "NONE";

type Lock = { ObjectLockMode: "COMPLIANCE" | "GOVERNANCE"; ObjectLockRetainUntilDate: Date };

/**
 * The lock to write an object with; undefined where there is none to set, and then the default of the bucket holds.
 * @param retainUntil ISO 8601. S3 takes no date in the past, and one that nobody can read locks by Partproof's rule.
 */
export function lockUntil(mode: LockMode, retainUntil: string | undefined): Lock | undefined {
  const until = retainUntil === undefined ? Number.NaN : Date.parse(retainUntil);
  if (mode === "NONE" || !(until > Date.now())) return undefined;
  // Whole seconds, up: S3 may keep no finer, and a lock must not end before the date that was promised.
  return { ObjectLockMode: mode, ObjectLockRetainUntilDate: new Date(Math.ceil(until / 1000) * 1000) };
}

/** Lock an object at least as long as asked; a longer lock stays. An object that is not there is left to verification. */
export async function extendLock(s3: S3Client, ref: ObjectRef, lock: Lock): Promise<void> {
  const until = lock.ObjectLockRetainUntilDate;
  const found = await headObject(s3, ref, `read the lock of ${ref.key}`);
  if (found === undefined || isLockedThrough(found, until)) return;
  try {
    await s3.send(
      new PutObjectRetentionCommand({
        Bucket: ref.bucket,
        Key: ref.key,
        VersionId: found.VersionId,
        // COMPLIANCE cannot be weakened, also not by a longer GOVERNANCE.
        Retention: {
          Mode: found.ObjectLockMode === "COMPLIANCE" ? "COMPLIANCE" : lock.ObjectLockMode,
          RetainUntilDate: until,
        },
      }),
    );
  } catch (error) {
    // Somebody may have locked it longer since we looked, and S3 refuses to shorten.
    const now = await headObject(s3, ref, `read the lock of ${ref.key}`);
    if (now === undefined || !isLockedThrough(now, until)) throw asAwsError(error, `lock ${ref.key}`);
  }
}

/** What a refused deletion means: `evidence-locked` where S3 holds the object, otherwise what AWS said. */
export async function asDeletionError(error: unknown, s3: S3Client, ref: ObjectRef): Promise<PartproofError> {
  const doing = `delete ${ref.key}`;
  if (awsStatus(error) !== 403) return asAwsError(error, doing);
  const found = await headObject(s3, ref, doing);
  const until = found?.ObjectLockRetainUntilDate;
  const isHeld = found?.ObjectLockLegalHoldStatus === "ON";
  if (!isHeld && (until === undefined || until.getTime() <= Date.now())) return asAwsError(error, doing);
  const how = isHeld ? "by a legal hold" : `until ${until?.toISOString()} (${found?.ObjectLockMode})`;
  return new PartproofError("evidence-locked", `S3 holds ${ref.key} ${how}; nothing was deleted of it.`, {
    cause: error,
  });
}

/** @returns undefined when there is no such object */
export async function headObject(
  s3: S3Client,
  { bucket, key, versionId }: ObjectRef,
  doing: string,
): Promise<HeadObjectCommandOutput | undefined> {
  try {
    return await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw asAwsError(error, doing);
  }
}

function isLockedThrough(found: HeadObjectCommandOutput, until: Date): boolean {
  return (found.ObjectLockRetainUntilDate?.getTime() ?? 0) >= until.getTime();
}
