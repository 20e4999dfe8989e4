/** CloudFormation's own values, of an account that nobody has. */
const PSEUDO: Readonly<Record<string, string>> = {
  "AWS::Partition": "aws",
  "AWS::Region": "eu-central-1",
  "AWS::AccountId": "111122223333",
  "AWS::URLSuffix": "amazonaws.com",
  "AWS::StackName": "Partproof-test",
  "AWS::StackId":
    "arn:aws:cloudformation:eu-central-1:111122223333:stack/Partproof-test/51af3dc0-da77-11e4-872e-1234567db123",
};

export type Resource = { Type: string; Properties?: Record<string, unknown>; DeletionPolicy?: string };
export type TemplateJson = { Resources: Record<string, Resource> };

/** The attribute that holds a resource's ARN, where it is not called so. */
export const ARN_OF: Readonly<Record<string, string>> = {
  "AWS::SNS::Topic": "TopicArn",
  "AWS::SecretsManager::Secret": "Id",
};

/** How the ARN of a resource looks once it exists; its name is its logical id. */
function arnOf(id: string, type: string): string {
  if (type === "AWS::S3::Bucket") return `arn:aws:s3:::${id.toLowerCase()}`;
  const service = type.split("::")[1]?.toLowerCase();
  const kinds: Record<string, string> = {
    "AWS::DynamoDB::Table": "table/",
    "AWS::KMS::Key": "key/",
    "AWS::Events::EventBus": "event-bus/",
    "AWS::Events::Rule": "rule/",
    "AWS::Lambda::Function": "function:",
    "AWS::Logs::LogGroup": "log-group:",
  };
  return `arn:aws:${service}:eu-central-1:111122223333:${kinds[type] ?? ""}${id}${type === "AWS::Logs::LogGroup" ? ":*" : ""}`;
}

/** A value of the template as CloudFormation would fill it in. */
export function resolve(value: unknown, template: TemplateJson): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, template));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [[name, argument] = ["", undefined]] = entries;
  if (entries.length !== 1) return mapValues(value, template);
  if (name === "Ref") {
    const id = String(argument);
    const type = template.Resources[id]?.Type;
    if (type === undefined) return PSEUDO[id] ?? id;
    if (type === "AWS::SNS::Topic") return arnOf(id, type);
    return type === "AWS::S3::Bucket" ? id.toLowerCase() : id;
  }
  if (name === "Fn::GetAtt") {
    const [id = "", attribute = ""] = argument as string[];
    const type = template.Resources[id]?.Type ?? "";
    const isArn = attribute === (ARN_OF[type] ?? "Arn");
    return isArn ? arnOf(id, type) : `${id}.${attribute}`;
  }
  if (name === "Fn::Join") {
    const [separator, parts] = resolve(argument, template) as [string, string[]];
    return parts.join(separator);
  }
  if (name === "Fn::Select") {
    const [index, list] = resolve(argument, template) as [string, string[]];
    return list[Number(index)];
  }
  if (name === "Fn::Split") {
    const [separator, text] = resolve(argument, template) as [string, string];
    return text.split(separator);
  }
  return mapValues(value, template);
}

function mapValues(value: object, template: TemplateJson): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, template)]));
}
