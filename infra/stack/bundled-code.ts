import { Code } from "aws-cdk-lib/aws-lambda";
import type { Architecture } from "../bundle/architecture.ts";
import { bundleLambda } from "../bundle/bundle-lambda.ts";
import { buildSharpLayer } from "../bundle/sharp-layer.ts";
import type { FunctionCode } from "./service-function.ts";

/** The code of the functions, bundled from src. */
export function bundledCode(architecture: Architecture): FunctionCode {
  return {
    of(name) {
      const { directory, handler } = bundleLambda(name, architecture);
      return { code: Code.fromAsset(directory), handler };
    },
    sharpLayer: () => Code.fromAsset(buildSharpLayer(architecture)),
  };
}
