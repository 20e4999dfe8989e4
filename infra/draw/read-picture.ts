import { grants, type Resource, refsIn, type TemplateJson } from "./template-facts.ts";

export type PictureNode = {
  id: string;
  group: string;
  title: string;
  kind: string;
  /** Stores that a Lambda's role may read or write, by the name of the store. */
  uses: { store: string; writes: boolean }[];
};
export type PictureEdge = { from: string; to: string };
export type Picture = { nodes: PictureNode[]; edges: PictureEdge[] };

/** What is drawn, in the order in which it stands in its group; everything else of the template serves these. */
const KINDS: Readonly<Record<string, string>> = {
  "AWS::CloudFront::Distribution": "CloudFront",
  "AWS::Cognito::UserPool": "Cognito user pool",
  "AWS::WAFv2::WebACL": "WAF web ACL",
  "AWS::ApiGateway::RestApi": "API Gateway, REST",
  "AWS::S3::Bucket": "S3 bucket",
  "AWS::DynamoDB::Table": "DynamoDB table",
  "AWS::KMS::Key": "KMS key",
  "AWS::Events::EventBus": "EventBridge bus",
  "AWS::SQS::Queue": "SQS queue",
  "AWS::Lambda::Function": "Lambda",
  "AWS::SNS::Topic": "SNS topic",
  "AWS::CloudWatch::Dashboard": "CloudWatch dashboard",
};
/** Drawn as one, with their number. */
const COUNTED: Readonly<Record<string, string>> = {
  "AWS::Scheduler::Schedule": "schedules",
  "AWS::CloudWatch::Alarm": "alarms",
  "AWS::Logs::QueryDefinition": "saved log queries",
};
const STORES: Readonly<Record<string, string>> = {
  RecordEvidence: "evidence",
  RecordTable: "table",
  RecordData: "data",
};
/** Digest and channels are the second half of notify; what failed on the clock belongs to what the clock calls. */
const BELONGS_TO: Readonly<Record<string, string>> = {
  Digest: "Notify",
  Channels: "Notify",
  Failures: "Report",
};
const GROUPS = [
  "Receive",
  "Inspect",
  "Record",
  "Notify",
  "Report",
  "Site",
  "Api",
  "People",
  "Access",
  "Monitor",
  "Digest",
  "Channels",
  "Failures",
];

/** What is in the template and how it hangs together; nothing is known here that the template does not say. */
export function readPicture(template: TemplateJson): Picture {
  const resources = Object.entries(template.Resources);
  const nodes: PictureNode[] = [];
  for (const type of Object.keys(KINDS)) {
    const found = resources.filter(([, { Type }]) => Type === type).sort((a, b) => rank(a[1]) - rank(b[1]));
    for (const [id, resource] of found) {
      nodes.push({
        id,
        ...placeOf(id),
        kind: kindOf(resource, template),
        uses: usesOf(id, resource, template),
      });
    }
  }
  for (const [type, plural] of Object.entries(COUNTED)) {
    const found = resources.filter(([, { Type }]) => Type === type);
    const group = type.includes("Scheduler") ? "Report" : "Monitor";
    if (found.length > 0)
      nodes.push({ id: type, group, title: `${found.length} ${plural}`, kind: serviceOf(type), uses: [] });
  }
  for (const [id] of resources.filter(
    ([id, { Type }]) => Type === "AWS::IAM::Role" && id.startsWith("Access"),
  ))
    nodes.push({ id, ...placeOf(id), kind: "IAM role", uses: [] });
  return {
    nodes,
    edges: readEdges(template).filter(({ from, to }) => from !== to && has(nodes, from) && has(nodes, to)),
  };
}

function readEdges(template: TemplateJson): PictureEdge[] {
  const edges: PictureEdge[] = [];
  const add = (froms: string[], tos: string[]) => {
    for (const from of froms) for (const to of tos) edges.push({ from, to });
  };
  for (const [id, { Type, Properties = {} }] of Object.entries(template.Resources)) {
    if (Type === "AWS::Events::Rule") {
      const targets = (Properties["Targets"] as { Arn: unknown }[]).flatMap(({ Arn }) => refsIn(Arn));
      add([...refsIn(Properties["EventPattern"]), ...refsIn(Properties["EventBusName"])], targets);
    }
    if (Type === "AWS::Lambda::EventSourceMapping")
      add(refsIn(Properties["EventSourceArn"]), refsIn(Properties["FunctionName"]));
    if (Type === "AWS::SQS::Queue") add([id], refsIn(Properties["RedrivePolicy"]));
    if (Type === "AWS::Scheduler::Schedule")
      add([Type], refsIn((Properties["Target"] as { Arn: unknown }).Arn));
    if (Type === "AWS::CloudWatch::Alarm") add([Type], refsIn(Properties["AlarmActions"]));
    if (Type === "AWS::CloudFront::Distribution")
      add([id], refsIn((Properties["DistributionConfig"] as { Origins: unknown }).Origins));
    if (Type === "AWS::ApiGateway::Authorizer")
      add(refsIn(Properties["RestApiId"]), refsIn(Properties["AuthorizerUri"]));
    if (Type === "AWS::ApiGateway::Method")
      add(refsIn(Properties["RestApiId"]), refsIn(Properties["Integration"]));
    if (Type === "AWS::WAFv2::WebACLAssociation")
      add(refsIn(Properties["WebACLArn"]), refsIn(Properties["ResourceArn"]));
    if (Type === "AWS::Lambda::Function") add([id], sendsTo(id, template));
  }
  return [...new Map(edges.map((edge) => [`${edge.from} ${edge.to}`, edge])).values()];
}

/** Queues, topics and buses that a Lambda's role may send to, beside the dead letters of what it reads. */
function sendsTo(functionId: string, template: TemplateJson): string[] {
  return grants(functionId, template)
    .filter(({ actions }) =>
      actions.some((action) => /^(sqs:SendMessage|sns:Publish|events:PutEvents)$/.test(action)),
    )
    .flatMap(({ refs }) => refs)
    .filter((id) => !/DeadLetters|Failures/.test(id));
}

function usesOf(id: string, { Type }: Resource, template: TemplateJson): PictureNode["uses"] {
  if (Type !== "AWS::Lambda::Function") return [];
  const writes = new Map<string, boolean>();
  for (const { actions, refs } of grants(id, template)) {
    for (const ref of refs) {
      const store = Object.entries(STORES).find(([prefix]) =>
        new RegExp(`^${prefix}[0-9A-F]{8}$`).test(ref),
      )?.[1];
      if (store === undefined) continue;
      const changes = actions.some((action) => /:(Put|Update|Delete)/.test(action));
      writes.set(store, (writes.get(store) ?? false) || changes);
    }
  }
  return [...writes]
    .map(([store, changed]) => ({ store, writes: changed }))
    .sort((a, b) => a.store.localeCompare(b.store));
}

/** A queue stands above its dead letters, and evidence above all other buckets. */
function rank({ Properties = {} }: Resource): number {
  return Properties["RedrivePolicy"] || Properties["ObjectLockEnabled"] ? 0 : 1;
}

/** `ReceiveInspectQueue1A2B3C4D` → group Receive, title Inspect queue. */
function placeOf(id: string): { group: string; title: string } {
  const path = id.replace(/[0-9A-F]{8}$/, "").replace(/(Function|Resource)$/, "");
  const step = GROUPS.find((name) => path.startsWith(name)) ?? path;
  const words =
    path
      .slice(step.length)
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .trim() || step;
  return {
    group: BELONGS_TO[step] ?? step,
    title: words.charAt(0).toUpperCase() + words.slice(1).toLowerCase(),
  };
}

function kindOf({ Type, Properties = {} }: Resource, template: TemplateJson): string {
  const kind = KINDS[Type] ?? Type;
  if (Type === "AWS::S3::Bucket" && Properties["ObjectLockEnabled"]) return "S3 bucket, Object Lock";
  if (Type === "AWS::SQS::Queue" && !Properties["RedrivePolicy"]) return "SQS, dead letters";
  if (Type === "AWS::ApiGateway::RestApi") {
    const routes = Object.values(template.Resources).filter(
      (other) => other.Type === "AWS::ApiGateway::Method",
    );
    return `${kind}, ${routes.length} methods`;
  }
  return kind;
}

function serviceOf(type: string): string {
  return type.includes("Scheduler") ? "EventBridge Scheduler" : "CloudWatch";
}

function has(nodes: readonly PictureNode[], id: string): boolean {
  return nodes.some((node) => node.id === id);
}
