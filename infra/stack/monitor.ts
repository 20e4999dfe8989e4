import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Construct } from "constructs";
import { alarmsFor } from "./alarms.ts";
import { addDashboard } from "./dashboard.ts";
import { addLogQueries } from "./log-queries.ts";
import { ServiceMetrics } from "./service-metrics.ts";
import type { Watched } from "./watched.ts";

/** One dashboard, alarms that mail the support team, and questions to the logs that somebody had before. */
export class Monitor extends Construct {
  readonly dashboardName: string;

  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const metrics = new ServiceMetrics(watched.settings);
    const toSupport = new SnsAction(watched.notify.support);
    const alarms = alarmsFor(watched, metrics).map((spec) => {
      const alarm = new Alarm(this, spec.id, {
        alarmName: `partproof-${watched.settings.stage}-${spec.id}`,
        alarmDescription: `Partproof: ${spec.says}. What to do: docs/runbook.md#${spec.runbook}`,
        metric: spec.metric,
        threshold: spec.above,
        evaluationPeriods: spec.periods,
        comparisonOperator: spec.below
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: spec.missing ?? TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(toSupport);
      alarm.addOkAction(toSupport);
      return alarm;
    });
    this.dashboardName = addDashboard(this, watched, metrics, alarms);
    addLogQueries(this, watched);
  }
}
