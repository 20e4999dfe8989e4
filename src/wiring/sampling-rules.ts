import { z } from "zod";
import { nameSchema } from "../domain/recipe.ts";
import type { SamplingRule } from "../domain/sampling.ts";

const RULE = /^(\*|[^/=]+)(?:\/(\*|[^/=]+))?=(\d{1,3}(?:\.\d{1,6})?)%$/;
const EXPECTED = "rules such as control-box/line-1=5%,control-box=1%,*=0.2%";

/** Rules as text: recipe or `*`, perhaps line or `*`, and the share of passes; the first that fits counts. */
export const samplingRulesSchema = z.string().transform((text, context): SamplingRule[] => {
  return text.split(",").flatMap((part) => {
    const [, recipe = "", line = "*", percent] = RULE.exec(part.trim()) ?? [];
    const [names, share] = [[recipe, line], Number(percent) / 100];
    const isName = (name: string) => name === "*" || nameSchema.safeParse(name).success;
    if (names.every(isName) && share >= 0 && share <= 1) {
      return [{ share, ...(recipe === "*" ? {} : { recipe }), ...(line === "*" ? {} : { line }) }];
    }
    context.addIssue({ code: "custom", message: EXPECTED });
    return z.NEVER;
  });
});
