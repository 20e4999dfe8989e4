import type { Call, Statement } from "./evaluate-call.ts";
import { isAllowed } from "./evaluate-call.ts";
import { ARN_OF, resolve, type TemplateJson } from "./resolve-template.ts";

/** Over TLS 1.2, as every client comes. */
const OVER_TLS = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.2" };

/** The policies of a synthesized stack, with everything filled in. */
export class StackPolicies {
  private readonly template: TemplateJson;

  constructor(template: TemplateJson) {
    this.template = template;
  }

  /** The one resource of a type whose logical id begins so. */
  id(type: string, beginsWith: string): string {
    const found = Object.entries(this.template.Resources).filter(
      ([id, resource]) => resource.Type === type && id.startsWith(beginsWith),
    );
    const [[id] = [undefined]] = found;
    if (id === undefined || found.length > 1)
      throw new Error(`Expected one ${type} named ${beginsWith}…, found ${found.length}.`);
    return id;
  }

  arn(type: string, beginsWith: string): string {
    const attribute = ARN_OF[type] ?? "Arn";
    return String(resolve({ "Fn::GetAtt": [this.id(type, beginsWith), attribute] }, this.template));
  }

  /** Whether somebody may who has every right of IAM: what is left to stop them is the bucket's own policy. */
  administratorMay(call: Call): boolean {
    return this.decide(call, [{ Effect: "Allow", Action: "*", Resource: "*" }]);
  }

  /** @param role logical id of the role begins so, such as InspectRole */
  may(role: string, call: Call): boolean {
    return this.decide(call, this.identityStatements(this.id("AWS::IAM::Role", role)));
  }

  private decide(call: Call, identity: Statement[]): boolean {
    const bucket = /^arn:aws:s3:::([^/]+)/.exec(call.resource)?.[1];
    const resource = bucket === undefined ? [] : this.bucketStatements(bucket);
    return isAllowed({ ...call, context: { ...OVER_TLS, ...call.context } }, { identity, resource });
  }

  private identityStatements(roleId: string): Statement[] {
    return Object.values(this.template.Resources)
      .filter(({ Type }) => Type === "AWS::IAM::Policy")
      .filter(({ Properties }) => JSON.stringify(Properties?.["Roles"]).includes(`"${roleId}"`))
      .flatMap(({ Properties }) => this.statementsOf(Properties?.["PolicyDocument"]));
  }

  private bucketStatements(bucket: string): Statement[] {
    return Object.values(this.template.Resources)
      .filter(({ Type }) => Type === "AWS::S3::BucketPolicy")
      .filter(({ Properties }) => resolve(Properties?.["Bucket"], this.template) === bucket)
      .flatMap(({ Properties }) => this.statementsOf(Properties?.["PolicyDocument"]));
  }

  private statementsOf(document: unknown): Statement[] {
    return (resolve(document, this.template) as { Statement: Statement[] }).Statement;
  }
}
