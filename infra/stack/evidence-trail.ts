import { Duration } from "aws-cdk-lib";
import { ReadWriteType, Trail } from "aws-cdk-lib/aws-cloudtrail";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { privateBucket } from "./private-bucket.ts";
import type { RecordStep } from "./record.ts";
import type { Settings } from "./settings.ts";

/**
 * Who read or wrote which object of the evidence, signed by AWS; the access logs say the same some hours later, at best
 * effort. A setting, because CloudTrail bills each of these events.
 */
export class EvidenceTrail extends Construct {
  readonly logs: Bucket;

  constructor(
    scope: Construct,
    id: string,
    { settings, record }: { settings: Settings; record: RecordStep },
  ) {
    super(scope, id);
    this.logs = privateBucket(this, "Logs", {
      versioned: true,
      serverAccessLogsBucket: record.accessLogs,
      serverAccessLogsPrefix: "trail/",
      // As long as what it speaks of is locked.
      lifecycleRules: [{ expiration: Duration.days(Math.ceil(settings.retentionYears * 365.25)) }],
    });
    const trail = new Trail(this, "Trail", {
      bucket: this.logs,
      managementEvents: ReadWriteType.NONE,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableFileValidation: true,
    });
    trail.addS3EventSelector([{ bucket: record.evidence }], { includeManagementEvents: false });
  }
}
