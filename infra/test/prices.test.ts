import { expect, it } from "vitest";
import { readPriceTable } from "../../src/entrypoints/cli/cost/price-table.ts";
import { synthesize } from "./synthesize.ts";

const { template } = synthesize();

type Alarm = { Metrics?: { MetricStat?: unknown }[] };

it("what the cost estimate counts in the stack is what the stack has", async () => {
  const { usage } = await readPriceTable();
  const propertiesOf = (type: string) =>
    Object.values(template.findResources(type)).map(({ Properties }) => Properties);

  // An alarm is billed by the metrics that it looks at.
  const looks = propertiesOf("AWS::CloudWatch::Alarm").map(
    ({ Metrics }: Alarm) => Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1,
  );
  expect(looks.reduce((sum, count) => sum + count, 0)).toBe(usage.alarms);
  expect(propertiesOf("AWS::WAFv2::WebACL").flatMap(({ Rules }) => Rules)).toHaveLength(usage.firewallRules);
  expect(propertiesOf("AWS::KMS::Key")).toHaveLength(usage.keys);
});
