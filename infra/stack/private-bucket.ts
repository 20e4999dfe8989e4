import { RemovalPolicy } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

/**
 * A bucket that nobody outside can read, over TLS only, and that survives the stack: what is in it may be evidence,
 * or the only copy of a report.
 */
export function privateBucket(scope: Construct, id: string, props: BucketProps): Bucket {
  return new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: RemovalPolicy.RETAIN,
    ...(props.encryptionKey
      ? { encryption: BucketEncryption.KMS, bucketKeyEnabled: true }
      : { encryption: BucketEncryption.S3_MANAGED }),
    ...props,
  });
}

/**
 * Tell EventBridge about new objects. The construct's own option would do it with a Lambda of its own that may
 * change any bucket; the template can say it directly.
 */
export function sendEventsToEventBridge(bucket: Bucket): void {
  (bucket.node.defaultChild as CfnBucket).addPropertyOverride(
    "NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled",
    true,
  );
}
