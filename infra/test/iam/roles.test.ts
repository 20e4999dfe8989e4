import { describe, expect, it } from "vitest";
import { synthesize } from "../synthesize.ts";
import { roleCalls } from "./calls.ts";
import type { TemplateJson } from "./resolve-template.ts";
import { StackPolicies } from "./stack-policies.ts";

const stack = new StackPolicies(synthesize({ stage: "prod" }).template.toJSON() as TemplateJson);

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
