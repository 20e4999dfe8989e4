import { describe, expect, it } from "vitest";
import { synthesize } from "../synthesize.ts";
import { roleCalls } from "./calls.ts";
import type { TemplateJson } from "./resolve-template.ts";
import { StackPolicies } from "./stack-policies.ts";

const stack = new StackPolicies(
  synthesize({ stage: "prod", channels: "mes" }).template.toJSON() as TemplateJson,
);

for (const { role, may, mayNot } of roleCalls(stack)) {
  describe(`the role ${role}`, () => {
    for (const [what, call] of Object.entries(may)) {
      it(`may ${what}`, () => expect(stack.may(role, call)).toBe(true));
    }
    for (const [what, call] of Object.entries(mayNot)) {
      it(`may not ${what}`, () => expect(stack.may(role, call)).toBe(false));
    }
  });
}

describe("the bucket of evidence, even for an administrator,", () => {
  const evidence = stack.arn("AWS::S3::Bucket", "RecordEvidence");
  const entry = `${evidence}/entries/0000000007.json`;
  const photo = `${evidence}/photos/ab/abcd.jpg`;

  it("takes an entry only where there is none yet", () => {
    const seal = { action: "s3:PutObject", resource: entry };

    expect(stack.administratorMay({ ...seal, context: { "s3:if-none-match": "*" } })).toBe(true);
    expect(stack.administratorMay(seal)).toBe(false);
  });

  it.each([
    ["s3:DeleteObject", entry],
    ["s3:DeleteObjectVersion", entry],
    ["s3:DeleteObject", photo],
    ["s3:DeleteObjectVersion", photo],
    ["s3:BypassGovernanceRetention", entry],
  ])("refuses %s on %s", (action, resource) => {
    expect(stack.administratorMay({ action, resource })).toBe(false);
  });

  it("is read over TLS only", () => {
    const read = { action: "s3:GetObject", resource: photo };

    expect(stack.administratorMay(read)).toBe(true);
    expect(stack.administratorMay({ ...read, context: { "aws:SecureTransport": "false" } })).toBe(false);
  });
});
