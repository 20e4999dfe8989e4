import { AnyPrincipal, Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Bucket } from "aws-cdk-lib/aws-s3";

/**
 * What nobody may do to evidence, whatever their own role allows:
 * - write an entry without `If-None-Match`. Its name is the lock of the chain, and a plain write would lay a new
 *   version over a sealed entry;
 * - delete. Object Lock keeps the sealed version in any case; this also stops delete markers, which would hide it;
 * - go around a lock in GOVERNANCE mode.
 */
export function protectEvidence(bucket: Bucket): void {
  const deny = (
    sid: string,
    actions: string[],
    resources: string[],
    conditions?: PolicyStatement["conditions"],
  ) =>
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources,
        ...(conditions === undefined ? {} : { conditions }),
      }),
    );
  deny("EntriesAreWrittenOnce", ["s3:PutObject"], [bucket.arnForObjects("entries/*")], {
    Null: { "s3:if-none-match": "true" },
  });
  deny(
    "NothingIsDeleted",
    ["s3:DeleteObject", "s3:DeleteObjectVersion"],
    [bucket.arnForObjects("entries/*"), bucket.arnForObjects("photos/*")],
  );
  deny("NoLockIsBypassed", ["s3:BypassGovernanceRetention"], [bucket.arnForObjects("*")]);
}
