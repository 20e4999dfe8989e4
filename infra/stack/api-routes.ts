import { Duration } from "aws-cdk-lib";
import {
  AuthorizationType,
  IdentitySource,
  type IResource,
  type JsonSchema,
  LambdaIntegration,
  type MethodOptions,
  Model,
  RequestAuthorizer,
  RequestValidator,
  type RestApi,
} from "aws-cdk-lib/aws-apigateway";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { HAND_IN, UPLOAD } from "./api-models.ts";

const BY_LAMBDA =
  "Who calls is told by the Lambda authorizer: a person of the Cognito pool or the holder of a token.";
const BY_IAM = "Cameras with an AWS role sign their requests; IAM decides.";
const IS_OPEN = "Whether it is alive, and documents that are the same on every system: no data of anybody.";

/**
 * Routes that hand something in are named here, so that what does not fit is refused before a Lambda runs. All
 * others are one proxy: the application knows its routes, and refuses what is not in its table of roles.
 */
export function addRoutes(
  scope: Construct,
  rest: RestApi,
  functions: { api: LambdaFunction; authorizer: LambdaFunction },
): void {
  const answer = new LambdaIntegration(functions.api, { allowTestInvoke: false });
  const authorizer = new RequestAuthorizer(scope, "WhoCalls", {
    handler: functions.authorizer,
    identitySources: [IdentitySource.header("Authorization")],
    resultsCacheTtl: Duration.seconds(60),
  });
  const bodies = new RequestValidator(scope, "Bodies", { restApi: rest, validateRequestBody: true });
  const model = (id: string, schema: JsonSchema): MethodOptions => ({
    requestValidator: bodies,
    requestModels: {
      "application/json": new Model(scope, id, { restApi: rest, schema, contentType: "application/json" }),
    },
  });
  const handIn = model("HandIn", HAND_IN);
  const upload = model("Upload", UPLOAD);

  const add = (path: string, verb: string, options: MethodOptions, reason: string) => {
    const method = resourceAt(rest.root, path).addMethod(verb, answer, options);
    acknowledge(method, "AwsSolutions-COG4", reason);
    if (options.authorizationType === AuthorizationType.NONE)
      acknowledge(method, "AwsSolutions-APIG4", reason);
  };
  const known: MethodOptions = {
    authorizer,
    authorizationType: AuthorizationType.CUSTOM,
    apiKeyRequired: true,
  };
  const signed: MethodOptions = { authorizationType: AuthorizationType.IAM };
  const open: MethodOptions = { authorizationType: AuthorizationType.NONE };

  add("v1/images", "POST", { ...known, ...handIn }, BY_LAMBDA);
  add("v1/uploads", "POST", { ...known, ...upload }, BY_LAMBDA);
  add("iam/v1/images", "POST", { ...signed, ...handIn }, BY_IAM);
  add("iam/v1/uploads", "POST", { ...signed, ...upload }, BY_IAM);
  for (const path of ["healthz", "openapi.json", "docs", "docs/{file}"]) add(path, "GET", open, IS_OPEN);
  add("v1/{proxy+}", "ANY", known, BY_LAMBDA);
  acknowledge(
    rest,
    "AwsSolutions-APIG2",
    "Bodies are checked by model where something is handed in; the application checks all others by schema.",
  );
}

function resourceAt(root: IResource, path: string): IResource {
  return path.split("/").reduce((at, part) => at.getResource(part) ?? at.addResource(part), root);
}
