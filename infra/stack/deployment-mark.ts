import { Fn, Stack } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** The UUID in arn:…:stack/<name>/<UUID>: another one in each deployment, and known only inside the account. */
export function deploymentMark(scope: IConstruct): string {
  return Fn.select(2, Fn.split("/", Stack.of(scope).stackId));
}
