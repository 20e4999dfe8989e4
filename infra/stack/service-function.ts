import { Duration, RemovalPolicy, Size } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  type Code,
  Architecture as LambdaArchitecture,
  Function as LambdaFunction,
  type LayerVersion,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { LambdaName } from "../bundle/lambda-entries.ts";
import { acknowledge } from "./acknowledge.ts";
import { grant, type Permission } from "./permissions.ts";
import type { Settings } from "./settings.ts";

/** Where the code of each function comes from: bundles, or something small where a test looks at the rest. */
export interface FunctionCode {
  of(name: LambdaName): { code: Code; handler: string };
  sharpLayer(): Code;
}

export type ServiceFunctionProps = {
  settings: Settings;
  functionCode: FunctionCode;
  entry: LambdaName;
  description: string;
  memoryMb: number;
  timeoutSeconds: number;
  environment: Record<string, string>;
  /** All that the function may do, beside writing its own log and trace. */
  may: readonly Permission[];
  layers?: readonly LayerVersion[];
  reservedConcurrency?: number;
  diskMb?: number;
  /** For functions that are called asynchronously: where a call goes that failed for good. */
  failures?: Queue;
};

/** A Lambda with a role, a log and a trace of its own. */
export class ServiceFunction extends Construct {
  readonly handler: LambdaFunction;
  readonly logGroup: LogGroup;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { settings } = props;
    const prod = settings.stage === "prod";
    this.logGroup = new LogGroup(this, "Log", {
      retention: settings.logDays,
      removalPolicy: prod ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: props.description,
    });
    const writeLog = {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [this.logGroup.logGroupArn],
      wildcardBecause: "The streams of this function's own log group; Lambda names them.",
    };
    grant(this.role, [writeLog, ...props.may]);
    const { code, handler } = props.functionCode.of(props.entry);
    this.handler = new LambdaFunction(this, "Function", {
      code,
      handler,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: settings.architecture === "arm64" ? LambdaArchitecture.ARM_64 : LambdaArchitecture.X86_64,
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      memorySize: props.memoryMb,
      timeout: Duration.seconds(props.timeoutSeconds),
      environment: props.environment,
      layers: [...(props.layers ?? [])],
      ...(props.diskMb === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(props.diskMb) }),
      ...(props.reservedConcurrency === undefined || !settings.reserveConcurrency
        ? {}
        : { reservedConcurrentExecutions: props.reservedConcurrency }),
      ...(props.failures ? { onFailure: new SqsDestination(props.failures), retryAttempts: 2 } : {}),
    });
    acknowledge(
      this,
      "AwsSolutions-IAM5[Resource::*]",
      "X-Ray takes traces only on resource *: its PutTraceSegments and PutTelemetryRecords know no ARN.",
    );
  }
}
