import type { Topic } from "aws-cdk-lib/aws-sns";
import { keyOf } from "../../src/adapters/aws/dynamo-keys.ts";
import { RECORDS_TABLE, WORK_INDEX } from "../../src/adapters/aws/dynamo-table.ts";
import type { Permission } from "./permissions.ts";
import type { RecordStep } from "./record.ts";

const UNKNOWN_NAMES = "Objects are named by what is in them, which is known only when they are written.";

/** Look at evidence: entries and photos, and which there are. */
export function readEvidence({ evidence, evidenceKey }: RecordStep): Permission[] {
  return [
    {
      actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectRetention"],
      resources: [evidence.arnForObjects("entries/*"), evidence.arnForObjects("photos/*")],
      wildcardBecause: UNKNOWN_NAMES,
    },
    { actions: ["s3:ListBucket", "s3:ListBucketVersions"], resources: [evidence.bucketArn] },
    { actions: ["kms:Decrypt"], resources: [evidenceKey.keyArn] },
  ];
}

/** Keep photos, and seal entries with a retention of their own. Nothing can be changed or removed with it. */
export function sealEvidence(record: RecordStep): Permission[] {
  const { evidence, evidenceKey } = record;
  return [
    ...readEvidence(record),
    {
      actions: ["s3:PutObject", "s3:PutObjectRetention"],
      resources: [evidence.arnForObjects("entries/*"), evidence.arnForObjects("photos/*")],
      wildcardBecause: UNKNOWN_NAMES,
    },
    {
      // A photo that comes again is marked, so that nobody takes it for outdated; the tag is not part of what is sealed.
      actions: ["s3:GetObjectTagging", "s3:PutObjectTagging"],
      resources: [evidence.arnForObjects("photos/*")],
      wildcardBecause: UNKNOWN_NAMES,
    },
    { actions: ["kms:GenerateDataKey"], resources: [evidenceKey.keyArn] },
  ];
}

export function readTable({ table }: RecordStep): Permission[] {
  const indexes = RECORDS_TABLE.indexes.map(({ name }) => `${table.tableArn}/index/${name}`);
  return [
    { actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"], resources: [table.tableArn] },
    { actions: ["dynamodb:Query"], resources: indexes },
  ];
}

export function writeTable(record: RecordStep): Permission[] {
  return [
    ...readTable(record),
    {
      actions: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
      resources: [record.table.tableArn],
    },
  ];
}

/** Claim messages, and note what became of each. Nothing else in the table. */
export function handOutMessages({ table }: RecordStep): Permission[] {
  return [
    { actions: ["dynamodb:Query"], resources: [`${table.tableArn}/index/${WORK_INDEX}`] },
    {
      actions: ["dynamodb:UpdateItem"],
      resources: [table.tableArn],
      conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [keyOf.message("*").pk] } },
    },
  ];
}

/** Read what is under one folder of the data bucket, such as `models/`. */
export function readData({ data, dataKey }: RecordStep, folder: string): Permission[] {
  return [
    {
      actions: ["s3:GetObject"],
      resources: [data.arnForObjects(`${folder}*`)],
      wildcardBecause: UNKNOWN_NAMES,
    },
    // Whole, as S3 says "not there" instead of "denied" only to whom it would list everything.
    { actions: ["s3:ListBucket"], resources: [data.bucketArn] },
    { actions: ["kms:Decrypt"], resources: [dataKey.keyArn] },
  ];
}

export function writeData({ data, dataKey }: RecordStep, folder: string): Permission[] {
  return [
    {
      actions: ["s3:PutObject"],
      resources: [data.arnForObjects(`${folder}*`)],
      wildcardBecause: UNKNOWN_NAMES,
    },
    { actions: ["kms:GenerateDataKey"], resources: [dataKey.keyArn] },
  ];
}

export function publishTo(topic: Topic, { dataKey }: RecordStep): Permission[] {
  return [
    { actions: ["sns:Publish"], resources: [topic.topicArn] },
    { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [dataKey.keyArn] },
  ];
}
