import { Stack } from "aws-cdk-lib";
import { type Conditions, Effect, PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import { acknowledge } from "./acknowledge.ts";

/** What a role may do: exact actions on exact resources. */
export type Permission = {
  actions: readonly string[];
  resources: readonly string[];
  conditions?: Conditions;
  /** Needed where a resource has a `*`: why it cannot be named exactly. */
  wildcardBecause?: string;
};

/**
 * Give permissions to a role. An action with a `*`, or a resource with one and no reason, is refused here, so that
 * nobody adds one in passing.
 */
export function grant(role: Role, permissions: readonly Permission[]): void {
  for (const { actions, resources, conditions, wildcardBecause } of permissions) {
    const vague = actions.find((action) => action.includes("*"));
    if (vague !== undefined) throw new Error(`Name the actions of ${role.node.path}, instead of ${vague}.`);
    for (const resource of resources) {
      const shown = show(Stack.of(role).resolve(resource));
      if (!shown.includes("*")) continue;
      if (wildcardBecause === undefined)
        throw new Error(
          `${role.node.path} gets ${actions.join(", ")} on ${shown}: say why, or name it exactly.`,
        );
      acknowledge(role, `AwsSolutions-IAM5[Resource::${shown}]`, wildcardBecause);
    }
    role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...actions],
        resources: [...resources],
        ...(conditions ? { conditions } : {}),
      }),
    );
  }
}

/** A resource as cdk-nag writes it: `<Bucket.Arn>/entries/*`, and variables of IAM in the same brackets. */
function show(resolved: unknown): string {
  if (typeof resolved === "string") return resolved.replace(/\$\{([^}]+)\}/g, "<$1>");
  const [[name, value] = ["", ""]] = Object.entries(resolved as Record<string, unknown>);
  if (name === "Ref") return `<${value}>`;
  if (name === "Fn::GetAtt") return `<${(value as string[]).join(".")}>`;
  if (name === "Fn::Join") {
    const [separator, parts] = value as [string, unknown[]];
    return parts.map(show).join(separator);
  }
  throw new Error(`A resource may be text, Ref, Fn::GetAtt or Fn::Join, not ${name}.`);
}
