import { describe, expect, it } from "vitest";
import { samplingRulesSchema } from "./sampling-rules.ts";

describe("the rules of sampling", () => {
  it("name recipe and line, or any", () => {
    const rules = samplingRulesSchema.parse("control-box/line-1=5%, control-box=1%,*/line-2=100%,*=0.2%");

    expect(rules).toEqual([
      { recipe: "control-box", line: "line-1", share: 0.05 },
      { recipe: "control-box", share: 0.01 },
      { line: "line-2", share: 1 },
      { share: 0.002 },
    ]);
  });

  it.each(["", "5%", "a=5", "a=101%", "a=-1%", "a/b/c=1%", "../a=1%", "a=1%,"])("are not %j", (text) => {
    expect(samplingRulesSchema.safeParse(text).success).toBe(false);
  });
});
