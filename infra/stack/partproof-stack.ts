import { CfnOutput, Lazy, Stack, type StackProps } from "aws-cdk-lib";
import { Architecture, LayerVersion, Runtime } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { metricService } from "../../src/adapters/aws/metric-names.ts";
import { Access } from "./access.ts";
import { Api } from "./api.ts";
import { Channels } from "./channels.ts";
import { Digest } from "./digest.ts";
import { EvidenceTrail } from "./evidence-trail.ts";
import { Inspect } from "./inspect.ts";
import { Monitor } from "./monitor.ts";
import { Notify } from "./notify.ts";
import { People } from "./people.ts";
import { Receive } from "./receive.ts";
import { RecordStep } from "./record.ts";
import { deadLetterQueue } from "./redriven-queue.ts";
import { Report } from "./report.ts";
import type { FunctionCode } from "./service-function.ts";
import type { Settings } from "./settings.ts";
import { Site } from "./site.ts";
import type { Surroundings } from "./surroundings.ts";

export type PartproofStackProps = StackProps & { settings: Settings; functionCode: FunctionCode };

/** The five steps, and what is around them: receive → inspect → record → notify → report. */
export class PartproofStack extends Stack {
  constructor(scope: Construct, id: string, props: PartproofStackProps) {
    super(scope, id, props);
    const { settings, functionCode } = props;
    const record = new RecordStep(this, "Record", settings);
    if (settings.evidenceTrail) new EvidenceTrail(this, "EvidenceTrail", { settings, record });
    const receive = new Receive(this, "Receive", record);
    const notify = new Notify(this, "Notify", record);
    // The API is behind the site, and the Lambdas of the API must know the site's address.
    const site = new Site(this, "Site", {
      settings,
      record,
      apiHost: Lazy.string({
        produce: () => `${api.rest.restApiId}.execute-api.${this.region}.${this.urlSuffix}`,
      }),
      apiPath: `/${settings.stage}`,
      signInUrl: Lazy.string({ produce: () => people.domain.baseUrl() }),
    });
    const people = new People(this, "People", { settings, siteUrl: site.url });
    const around: Surroundings = {
      settings,
      functionCode,
      record,
      receive,
      notify,
      baseUrl: site.url,
      sharpLayer: new LayerVersion(this, "Sharp", {
        code: functionCode.sharpLayer(),
        description: "sharp, for the functions that read or draw photos",
        compatibleRuntimes: [Runtime.NODEJS_24_X],
        compatibleArchitectures: [
          settings.architecture === "arm64" ? Architecture.ARM_64 : Architecture.X86_64,
        ],
      }),
      common: {
        PARTPROOF_STAGE: settings.stage,
        PARTPROOF_LOG_LEVEL: "info",
        PARTPROOF_TABLE: record.table.tableName,
        PARTPROOF_LANGUAGE: settings.language,
        PARTPROOF_TIME_ZONE: settings.timeZone,
        ...(settings.contact === undefined ? {} : { PARTPROOF_CONTACT: settings.contact }),
        POWERTOOLS_SERVICE_NAME: metricService(settings.stage),
      },
    };
    // Calls by the clock that failed for good.
    const failures = deadLetterQueue(this, "Failures");
    const inspect = new Inspect(this, "Inspect", { ...around, failures });
    const digest = new Digest(this, "Digest", { ...around, failures });
    const channels =
      settings.channels !== "" ? new Channels(this, "Channels", { ...around, failures }) : undefined;
    const report = new Report(this, "Report", { ...around, failures });
    const api = new Api(this, "Api", { ...around, people });
    const functions = {
      Inspect: inspect.function,
      Http: api.function,
      Authorizer: api.authorizer,
      Digest: digest.function,
      ...(channels ? { Channels: channels.function } : {}),
      Report: report.report,
      Reconcile: report.reconcile,
      Verify: report.verify,
    };
    const logGroups = [...Object.values(functions).map(({ logGroup }) => logGroup), api.accessLog];
    const access = new Access(this, "Access", { record, receive, rest: api.rest, logGroups });
    const monitor = new Monitor(this, "Monitor", {
      settings,
      receive,
      record,
      notify,
      ...(channels ? { channels } : {}),
      api,
      failures,
      functions,
    });
    this.tell({
      SiteUrl: site.url,
      ApiUrl: api.rest.url,
      SignInUrl: people.domain.baseUrl(),
      UserPoolId: people.pool.userPoolId,
      UserPoolClientId: people.client.userPoolClientId,
      IncomingBucket: receive.incoming.bucketName,
      EvidenceBucket: record.evidence.bucketName,
      DataBucket: record.data.bucketName,
      SiteBucket: site.files.bucketName,
      DistributionId: site.distribution.distributionId,
      Table: record.table.tableName,
      InspectQueueUrl: receive.queue.queueUrl,
      DeadLetterQueueUrl: receive.deadLetters.queueUrl,
      EventBus: notify.bus.eventBusName,
      QualityTopic: notify.quality.topicArn,
      SupportTopic: notify.support.topicArn,
      ...(channels ? { ChannelsSecret: channels.secret.attrId } : {}),
      CameraRole: access.camera.roleArn,
      GatewayRole: access.gateway.roleArn,
      TokensRole: access.tokens.roleArn,
      Dashboard: monitor.dashboardName,
    });
  }

  /** What `npm run deploy` and people ask for after a deployment. */
  private tell(outputs: Record<string, string>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
