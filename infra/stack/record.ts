import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import {
  type Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { RECORDS_TABLE } from "../../src/adapters/aws/dynamo-table.ts";
import { acknowledge } from "./acknowledge.ts";
import { protectEvidence } from "./evidence-policy.ts";
import { privateBucket } from "./private-bucket.ts";
import type { Settings } from "./settings.ts";

/** Where everything is kept: evidence under lock, records, models and reports, and who looked at them. */
export class RecordStep extends Construct {
  readonly evidence: Bucket;
  readonly evidenceKey: Key;
  readonly data: Bucket;
  readonly dataKey: Key;
  readonly accessLogs: Bucket;
  readonly table: Table;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.accessLogs = privateBucket(this, "AccessLogs", {
      // Amazon S3 and CloudFront write their logs with an access control list, and only without a key of ours.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [
        { expiration: Duration.days(365), abortIncompleteMultipartUploadAfter: Duration.days(7) },
        // CloudFront writes queries too, which may hold serials; nobody needs them for longer than to look at a fault.
        { id: "queries", prefix: "cloudfront/", expiration: Duration.days(30) },
      ],
    });
    acknowledge(
      this.accessLogs,
      "AwsSolutions-S1",
      "It receives the access logs; logging itself would never end.",
    );
    this.evidenceKey = new Key(this, "EvidenceKey", {
      description: "Partproof evidence: photos and sealed records",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.dataKey = new Key(this, "DataKey", {
      description: "Partproof data on its way: incoming photos, models, reports, messages",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.evidence = this.makeEvidence(settings);
    this.data = privateBucket(this, "Data", {
      encryptionKey: this.dataKey,
      versioned: true,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: "data/",
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
    this.table = this.makeTable(settings);
  }

  private makeEvidence(settings: Settings): Bucket {
    const retention = Duration.days(Math.ceil(settings.retentionYears * 365.25));
    const lock =
      settings.lockMode === "NONE"
        ? {}
        : {
            objectLockEnabled: true,
            // The floor. Each entry and its photos also get their own date when they are sealed.
            objectLockDefaultRetention:
              settings.lockMode === "COMPLIANCE"
                ? ObjectLockRetention.compliance(retention)
                : ObjectLockRetention.governance(retention),
          };
    const evidence = privateBucket(this, "Evidence", {
      ...lock,
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: this.evidenceKey,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: "evidence/",
      lifecycleRules: [
        {
          // Instant Retrieval: an auditor, the check and a replay read without asking for a restore first.
          id: "photos-to-cold-storage",
          prefix: "photos/",
          transitions: [
            {
              storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL,
              transitionAfter: Duration.days(settings.coldStorageAfterDays),
            },
          ],
        },
        { id: "unfinished-uploads", abortIncompleteMultipartUploadAfter: Duration.days(7) },
      ],
    });
    protectEvidence(evidence);
    return evidence;
  }

  private makeTable(settings: Settings): Table {
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    const table = new Table(this, "Table", {
      partitionKey: text(RECORDS_TABLE.partitionKey),
      sortKey: text(RECORDS_TABLE.sortKey),
      timeToLiveAttribute: RECORDS_TABLE.timeToLiveAttribute,
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: settings.stage === "prod",
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const index of RECORDS_TABLE.indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...index.includes],
      });
    }
    return table;
  }
}
