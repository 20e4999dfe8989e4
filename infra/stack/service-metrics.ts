import { Duration } from "aws-cdk-lib";
import { MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import {
  METRIC_DIMENSIONS,
  METRIC_NAMESPACE,
  METRICS,
  type MetricDimension,
  metricService,
} from "../../src/adapters/aws/metric-names.ts";
import type { Settings } from "./settings.ts";

export type MetricKey = keyof typeof METRICS;

/** The metrics that Partproof writes itself, as one deployment knows them. */
export class ServiceMetrics {
  private readonly service: string;

  constructor({ stage }: Pick<Settings, "stage">) {
    this.service = metricService(stage);
  }

  /** For the whole service. */
  of(key: MetricKey, statistic: string, minutes = 5): Metric {
    return new Metric({
      namespace: METRIC_NAMESPACE,
      metricName: METRICS[key].name,
      dimensionsMap: { [METRIC_DIMENSIONS.service]: this.service },
      statistic,
      period: Duration.minutes(minutes),
    });
  }

  /** One line in a graph for each value of a dimension, whichever there are. */
  by(key: MetricKey, dimension: MetricDimension, statistic: string, minutes = 60): MathExpression {
    const { name, by } = METRICS[key];
    if (!by.some((set: readonly string[]) => set.length === 1 && set[0] === dimension))
      throw new Error(`${name} is not kept by ${dimension}; see src/adapters/aws/metric-names.ts.`);
    const schema = `${METRIC_NAMESPACE},${METRIC_DIMENSIONS.service},${METRIC_DIMENSIONS[dimension]}`;
    const found = `{${schema}} MetricName="${name}" "${METRIC_DIMENSIONS.service}"="${this.service}"`;
    return new MathExpression({
      expression: `SEARCH('${found}', '${statistic}', ${minutes * 60})`,
      usingMetrics: {},
      label: "",
      period: Duration.minutes(minutes),
    });
  }
}
