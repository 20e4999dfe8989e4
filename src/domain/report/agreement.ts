import { z } from "zod";
import type { Inspection } from "../inspection.ts";
import { holdingDecision } from "../review/holding-decision.ts";
import { createSampledTally, sampledSchema } from "./stratified-estimate.ts";
import { shareOf, shareSchema } from "./wilson-interval.ts";

const count = z.int().min(0);
const bothWays = z.object({ pass: count, fail: count });

/** How many in a period, estimated from the part of it that people looked at. */
const estimateSchema = z.object({
  reviewed: shareSchema.describe("Of those looked at, how many people judged otherwise."),
  verdicts: count.describe("All such verdicts of the range, looked at or not."),
  expected: z.number().min(0).optional(),
  low: z.number().min(0),
  high: z.number().min(0),
});

export const agreementSchema = z.object({
  reviewed: count.describe("Inspections with a decision; the last one that was not withdrawn counts."),
  overruled: shareSchema,
  table: z
    .object({ pass: bothWays, fail: bothWays, review: bothWays })
    .describe("The system's verdict, then what people said."),
  kappa: z.number().min(-1).max(1).optional().describe("Cohen's kappa over verdicts pass and fail."),
  escapes: estimateSchema.describe("Passes that are truly incomplete."),
  falseRejects: estimateSchema.describe("Fails that are truly good."),
  sampled: sampledSchema.describe("Escapes, from random samples of the passes alone."),
});
export type Agreement = z.infer<typeof agreementSchema>;

type Judged = Pick<Inspection, "verdict" | "dispositions" | "recipe" | "source" | "findings">;

/** Counts what people said about verdicts; every inspection goes through `add`, once and in any order. */
export function createAgreementTally() {
  const table = {
    pass: { pass: 0, fail: 0 },
    fail: { pass: 0, fail: 0 },
    review: { pass: 0, fail: 0 },
  };
  const sampled = createSampledTally();
  let [reviewed, overruled] = [0, 0];

  return {
    /** @param isSample whether it was drawn at random for people to look at */
    add(inspection: Judged, isSample: boolean): void {
      const { verdict } = inspection;
      const last = holdingDecision(inspection);
      sampled.add(inspection, isSample ? last?.verdict : undefined);
      if (last === undefined || verdict === "rejected") return;
      reviewed += 1;
      if (last.decision === "overrule") overruled += 1;
      table[verdict][last.verdict] += 1;
    },

    finish(verdicts: { pass: number; fail: number }): Agreement {
      const kappa = cohensKappa(table);
      return {
        reviewed,
        overruled: shareOf(overruled, reviewed),
        table,
        ...(kappa === undefined ? {} : { kappa }),
        escapes: estimate(table.pass.fail, table.pass.pass + table.pass.fail, verdicts.pass),
        falseRejects: estimate(table.fail.pass, table.fail.pass + table.fail.fail, verdicts.fail),
        sampled: sampled.finish(),
      };
    },
  };
}

/**
 * Agreement beyond chance (J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
 * Measurement 20, 1960): 1 is full agreement, 0 what chance would give.
 * @returns nothing where both always say the same one thing: there is no chance to compare with
 */
function cohensKappa({ pass, fail }: Pick<Agreement["table"], "pass" | "fail">): number | undefined {
  const all = pass.pass + pass.fail + fail.pass + fail.fail;
  if (all === 0) return undefined;
  const observed = (pass.pass + fail.fail) / all;
  const bothPass = (pass.pass + pass.fail) * (pass.pass + fail.pass);
  const bothFail = (fail.pass + fail.fail) * (pass.fail + fail.fail);
  const byChance = (bothPass + bothFail) / all ** 2;
  return byChance === 1 ? undefined : (observed - byChance) / (1 - byChance);
}

/** The reviewed share and its limits, carried over to all verdicts of that kind; what was looked at is known. */
function estimate(wrong: number, looked: number, verdicts: number): z.infer<typeof estimateSchema> {
  const reviewed = shareOf(wrong, looked);
  const unseen = Math.max(0, verdicts - looked);
  return {
    reviewed,
    verdicts,
    ...(reviewed.share === undefined ? {} : { expected: wrong + reviewed.share * unseen }),
    low: wrong + reviewed.low * unseen,
    high: wrong + reviewed.high * unseen,
  };
}
