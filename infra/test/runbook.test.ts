import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { synthesize } from "./synthesize.ts";

const runbook = readFileSync(new URL("../../docs/runbook.md", import.meta.url), "utf8");
const { template } = synthesize({ channels: "mes" });
const alarms = Object.values(template.findResources("AWS::CloudWatch::Alarm")).map(
  ({ Properties }) =>
    Properties as {
      AlarmName: string;
      AlarmDescription: string;
      AlarmActions: unknown[];
      OKActions: unknown[];
    },
);

/** The anchor that a heading gets where the runbook is shown. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/\s+/g, "-");
}

const anchors = [...runbook.matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1] ?? ""));
const named = alarms.map(({ AlarmDescription }) => /docs\/runbook\.md#([\w-]+)$/.exec(AlarmDescription)?.[1]);

describe("alarms and the runbook", () => {
  it("belong together: every alarm names an entry that is there", () => {
    expect(alarms.length).toBeGreaterThan(20);
    for (const anchor of named) expect(anchors).toContain(anchor);
  });

  it("belong together: every entry for AWS has an alarm that leads to it", () => {
    const entries = anchors.filter((anchor) => anchor.startsWith("aws-"));

    expect(entries.length).toBeGreaterThan(10);
    expect([...new Set(named)].sort()).toEqual(entries.sort());
  });

  it("reach the support team when they fire and when all is well again", () => {
    for (const { AlarmActions, OKActions } of alarms) {
      for (const actions of [AlarmActions, OKActions])
        expect(JSON.stringify(actions)).toMatch(/^\[\{"Ref":"NotifySupport/);
    }
  });
});
