import { App, type AppProps, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { PartproofStack } from "./partproof-stack.ts";
import type { FunctionCode } from "./service-function.ts";
import { readSettings, type Settings } from "./settings.ts";
import { stackName } from "./stack-name.ts";

/**
 * The app with the stack of one stage, checked by cdk-nag.
 * @param codeFor makes the code of the functions; a test may use something small
 */
export function createApp(
  props: AppProps,
  codeFor: (settings: Settings) => FunctionCode,
): { app: App; stack: PartproofStack } {
  const app = new App(props);
  const settings = readSettings(app.node.getAllContext());
  const stack = new PartproofStack(app, stackName(settings), {
    settings,
    functionCode: codeFor(settings),
    description: "Partproof: a verdict for every widget, and evidence that can be verified",
    terminationProtection: settings.stage === "prod",
  });
  Tags.of(app).add("partproof:stage", settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stack };
}
