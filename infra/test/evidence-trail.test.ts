import { Match } from "aws-cdk-lib/assertions";
import { expect, it } from "vitest";
import { synthesize } from "./synthesize.ts";

it("CloudTrail records who touched evidence where that is wanted, and costs nothing elsewhere", () => {
  const { app, stack, template } = synthesize({ evidenceTrail: "true" });

  synthesize().template.resourceCountIs("AWS::CloudTrail::Trail", 0);
  template.hasResourceProperties("AWS::CloudTrail::Trail", {
    EnableLogFileValidation: true,
    EventSelectors: [
      {
        DataResources: [{ Type: "AWS::S3::Object", Values: [Match.anyValue()] }],
        IncludeManagementEvents: false,
      },
    ],
  });
  const [trail] = Object.values(template.findResources("AWS::CloudTrail::Trail"));
  expect(JSON.stringify(trail?.["Properties"].EventSelectors)).toContain("RecordEvidence");
  expect(() => app.synth()).not.toThrow();
  expect(stack.terminationProtection).toBe(false);
});
