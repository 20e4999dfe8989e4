import { Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import { createApp } from "../stack/create-app.ts";
import type { FunctionCode } from "../stack/service-function.ts";

/** Instead of bundles: these tests look at everything but the code. */
const PLACEHOLDER: FunctionCode = {
  of: (name) => ({
    code: Code.fromInline(`export const handler = () => "${name}";`),
    handler: "index.handler",
  }),
  sharpLayer: () => Code.fromAsset(new URL("../layers/sharp", import.meta.url).pathname),
};

/** The template of one stage, made in memory. */
export function synthesize(context: Record<string, unknown> = {}) {
  const { app, stack } = createApp({ context }, () => PLACEHOLDER);
  return { app, stack, template: Template.fromStack(stack) };
}
