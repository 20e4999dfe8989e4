import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Accept one finding of cdk-nag on this construct and what is inside, with a reason that a reviewer would accept. */
export function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
