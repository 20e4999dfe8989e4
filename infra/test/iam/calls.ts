import type { Call } from "./evaluate-call.ts";
import type { StackPolicies } from "./stack-policies.ts";

/** What each role must be able to do, and what it must not, in words and as calls. */
export type RoleCalls = { role: string; may: Record<string, Call>; mayNot: Record<string, Call> };

/** The role of each function and person is looked up by the beginning of its logical id. */
export function roleCalls(stack: StackPolicies): RoleCalls[] {
  const bucket = (name: string) => stack.arn("AWS::S3::Bucket", name);
  const evidence = bucket("RecordEvidence");
  const incoming = bucket("ReceiveIncoming");
  const data = bucket("RecordData");
  const table = stack.arn("AWS::DynamoDB::Table", "RecordTable");
  const inspectQueue = stack.arn("AWS::SQS::Queue", "ReceiveInspectQueue");
  const photoDeadLetters = stack.arn("AWS::SQS::Queue", "ReceiveInspectDeadLetters");
  const quality = stack.arn("AWS::SNS::Topic", "NotifyQuality");
  const bus = stack.arn("AWS::Events::EventBus", "NotifyBus");
  const channelsSecret = stack.arn("AWS::SecretsManager::Secret", "ChannelsSettings");
  const dataKey = stack.arn("AWS::KMS::Key", "RecordDataKey");
  const evidenceKey = stack.arn("AWS::KMS::Key", "RecordEvidenceKey");
  const ifNew = { "s3:if-none-match": "*" };

  const call = (action: string, resource: string, context?: Call["context"]): Call =>
    context === undefined ? { action, resource } : { action, resource, context };
  const entry = `${evidence}/entries/0000000007.json`;
  const photo = `${evidence}/photos/ab/abcd.jpg`;
  const readsPhoto = call("s3:GetObject", photo);
  const readsEntry = call("s3:GetObject", entry);
  const decrypts = call("kms:Decrypt", evidenceKey);
  const sealsEntry = call("s3:PutObject", entry, ifNew);
  const keepsPhoto = call("s3:PutObject", photo, ifNew);
  const writesItem = call("dynamodb:PutItem", table);
  const readsItem = call("dynamodb:GetItem", table);
  const lists = call("dynamodb:Query", `${table}/index/by-serial`);
  const publishes = call("sns:Publish", quality);

  /** Nobody may do these, whoever it is. */
  const nobody = {
    "overwrite an entry": call("s3:PutObject", entry),
    "delete an entry": call("s3:DeleteObject", entry),
    "delete a version of an entry": call("s3:DeleteObjectVersion", entry),
    "delete a photo": call("s3:DeleteObjectVersion", photo),
    "go around a lock": call("s3:BypassGovernanceRetention", entry),
    "change the lock of the bucket": call("s3:PutBucketObjectLockConfiguration", evidence),
    "change the bucket's policy": call("s3:PutBucketPolicy", evidence),
    "delete the table": call("dynamodb:DeleteTable", table),
    "delete the key": call("kms:ScheduleKeyDeletion", evidenceKey),
    "scan the table": call("dynamodb:Scan", table),
  };
  const writesNothing = {
    ...nobody,
    "seal an entry": sealsEntry,
    "keep a photo": keepsPhoto,
    "write a record": writesItem,
    "update a record": call("dynamodb:UpdateItem", table),
    "put a photo in": call("s3:PutObject", `${incoming}/incoming/line-1/board/1.jpg`),
    "lock something longer": call("s3:PutObjectRetention", entry),
  };
  const readsEvidence = { "read an entry": readsEntry, "read a photo": readsPhoto, decrypt: decrypts };
  const neverSeesPhotos = { "read a photo": readsPhoto, "read an entry": readsEntry, decrypt: decrypts };

  return [
    {
      role: "InspectRole",
      may: {
        ...readsEvidence,
        "read a delivery": call("s3:GetObjectVersion", `${incoming}/incoming/line-1/board/1.jpg`),
        "seal an entry": sealsEntry,
        "lock it": call("s3:PutObjectRetention", entry),
        "keep a photo": keepsPhoto,
        "write a record": writesItem,
        "look by index": lists,
        "look at a photo": call("rekognition:DetectLabels", "*"),
        "use a taught model": call(
          "rekognition:DetectCustomLabels",
          "arn:aws:rekognition:eu-central-1:111122223333:project/board/version/v1/1",
        ),
        "take a message": call("sqs:ReceiveMessage", inspectQueue),
        "bury a photo": call("sqs:SendMessage", photoDeadLetters),
        "tell the bus": call("events:PutEvents", bus),
      },
      mayNot: {
        ...nobody,
        "write into the incoming bucket": call("s3:PutObject", `${incoming}/incoming/line-1/board/1.jpg`),
        "mail Quality Control": publishes,
        "write a model": call("s3:PutObject", `${data}/models/board.onnx`),
        "start a model": call(
          "rekognition:StartProjectVersion",
          "arn:aws:rekognition:eu-central-1:111122223333:project/board/version/v1/1",
        ),
        "use another account's model": call(
          "rekognition:DetectCustomLabels",
          "arn:aws:rekognition:eu-central-1:999999999999:project/board/version/v1/1",
        ),
      },
    },
    {
      role: "ApiHttpRole",
      may: {
        ...readsEvidence,
        "seal an entry": sealsEntry,
        "keep a photo": keepsPhoto,
        "write a record": writesItem,
        "sign an upload": call("s3:PutObject", `${incoming}/incoming/line-1/board/1.jpg`),
        "wake the inspection": call("sqs:SendMessage", inspectQueue),
        "take a dead letter away": call("sqs:DeleteMessage", photoDeadLetters),
      },
      mayNot: {
        ...nobody,
        "call Rekognition": call("rekognition:DetectLabels", "*"),
        "mail Quality Control": publishes,
        "write outside incoming/": call("s3:PutObject", `${incoming}/elsewhere/1.jpg`),
        "write a model": call("s3:PutObject", `${data}/models/board.onnx`),
      },
    },
    {
      role: "ApiAuthorizerRole",
      may: { "find a token": readsItem },
      mayNot: { ...writesNothing, ...neverSeesPhotos, "look through records": lists },
    },
    {
      role: "DigestRole",
      may: { "claim messages": writesItem, "find them": lists, "mail Quality Control": publishes },
      mayNot: {
        ...nobody,
        ...neverSeesPhotos,
        "seal an entry": sealsEntry,
        "read where channels go": call("secretsmanager:GetSecretValue", channelsSecret),
      },
    },
    {
      role: "ChannelsTellRole",
      may: {
        "find messages": call("dynamodb:Query", `${table}/index/by-work`),
        "claim one": call("dynamodb:UpdateItem", table, { "dynamodb:LeadingKeys": "MESSAGE#m" }),
        "read where they go": call("secretsmanager:GetSecretValue", channelsSecret),
        "decrypt it": call("kms:Decrypt", dataKey),
        "be woken": call("sqs:ReceiveMessage", stack.arn("AWS::SQS::Queue", "ChannelsVerdictsQueue")),
      },
      mayNot: {
        ...writesNothing,
        ...neverSeesPhotos,
        "update a record": call("dynamodb:UpdateItem", table, { "dynamodb:LeadingKeys": "INSPECTION#i" }),
        "look through records": lists,
        "read a record": readsItem,
        "change where they go": call("secretsmanager:PutSecretValue", channelsSecret),
        "mail Quality Control": publishes,
      },
    },
    {
      role: "ReportRole",
      may: {
        ...readsEvidence,
        "look by index": lists,
        "keep its files": keepsPhoto,
        "seal it": sealsEntry,
        "lock it": call("s3:PutObjectRetention", entry),
        "leave mails in the outbox": writesItem,
      },
      mayNot: {
        ...nobody,
        "mail Quality Control": publishes,
        "write a model": call("s3:PutObject", `${data}/models/x`),
        "put a photo in": call("s3:PutObject", `${incoming}/incoming/line-1/board/1.jpg`),
      },
    },
    {
      role: "ReportReconcileRole",
      may: {
        "list deliveries": call("s3:ListBucket", incoming),
        "look by index": lists,
        "wake the inspection": call("sqs:SendMessage", inspectQueue),
      },
      mayNot: {
        ...writesNothing,
        ...neverSeesPhotos,
        "read a delivery": call("s3:GetObject", `${incoming}/incoming/line-1/board/1.jpg`),
        "take a message": call("sqs:ReceiveMessage", inspectQueue),
        "bury a photo": call("sqs:SendMessage", photoDeadLetters),
      },
    },
    {
      role: "ReportVerifyRole",
      may: { ...readsEvidence, "move the checkpoint": writesItem },
      mayNot: {
        ...nobody,
        "seal an entry": sealsEntry,
        "keep a photo": keepsPhoto,
        "mail Quality Control": publishes,
      },
    },
    {
      role: "AccessCamera",
      may: {
        "put a photo of its line": call("s3:PutObject", `${incoming}/incoming/line-1/board/1.jpg`, {
          "aws:PrincipalTag/line": "line-1",
        }),
      },
      mayNot: {
        ...nobody,
        ...neverSeesPhotos,
        "put a photo of another line": call("s3:PutObject", `${incoming}/incoming/line-2/board/1.jpg`, {
          "aws:PrincipalTag/line": "line-1",
        }),
        "put a photo of any line by a star": call("s3:PutObject", `${incoming}/incoming/line-2/board/1.jpg`, {
          "aws:PrincipalTag/line": "*",
        }),
        "put a photo without a line": call("s3:PutObject", `${incoming}/incoming/line-1/board/1.jpg`),
        "read what it put": call("s3:GetObject", `${incoming}/incoming/line-1/board/1.jpg`, {
          "aws:PrincipalTag/line": "line-1",
        }),
        "put a photo without TLS": call("s3:PutObject", `${incoming}/incoming/line-1/board/1.jpg`, {
          "aws:PrincipalTag/line": "line-1",
          "aws:SecureTransport": "false",
        }),
        "read records": readsItem,
      },
    },
    {
      role: "AccessGateway",
      may: {},
      mayNot: { ...writesNothing, ...neverSeesPhotos },
    },
    {
      role: "AccessInspector",
      may: { ...readsEvidence, "look by index": lists },
      mayNot: { ...writesNothing, "read a report": call("s3:GetObject", `${data}/reports/2026-11-24.html`) },
    },
    {
      role: "AccessQuality",
      may: {
        ...readsEvidence,
        "keep a model": call("s3:PutObject", `${data}/models/board.onnx`),
        "read a report": call("s3:GetObject", `${data}/reports/2026-11-24.html`),
      },
      mayNot: {
        ...writesNothing,
        "change a report": call("s3:PutObject", `${data}/reports/2026-11-24.html`),
      },
    },
    {
      role: "AccessAuditor",
      may: { ...readsEvidence, "look by index": lists, "see the lock": call("s3:GetObjectRetention", entry) },
      mayNot: { ...writesNothing, "write a model": call("s3:PutObject", `${data}/models/board.onnx`) },
    },
    {
      role: "AccessSupport",
      may: {
        "see metrics": call("cloudwatch:GetMetricData", "*"),
        "see dead letters": call("sqs:ReceiveMessage", photoDeadLetters),
        "redrive them": call("sqs:StartMessageMoveTask", photoDeadLetters),
      },
      mayNot: {
        ...writesNothing,
        ...neverSeesPhotos,
        "read a delivery": call("s3:GetObject", `${incoming}/incoming/line-1/board/1.jpg`),
        "read records": readsItem,
      },
    },
    {
      role: "AccessTokens",
      may: {
        "make a token": call("dynamodb:PutItem", table, { "dynamodb:LeadingKeys": "TOKENS" }),
        "list them": call("dynamodb:Query", table, { "dynamodb:LeadingKeys": "TOKENS" }),
        "revoke one": call("dynamodb:DeleteItem", table, { "dynamodb:LeadingKeys": "TOKENS" }),
      },
      mayNot: {
        ...nobody,
        ...neverSeesPhotos,
        "write a record": call("dynamodb:PutItem", table, { "dynamodb:LeadingKeys": "INSPECTION#1" }),
        "delete a record": call("dynamodb:DeleteItem", table, { "dynamodb:LeadingKeys": "INSPECTION#1" }),
        "read a record": call("dynamodb:Query", table, { "dynamodb:LeadingKeys": "INSPECTION#1" }),
        "look by index": lists,
        "seal an entry": sealsEntry,
      },
    },
  ];
}
