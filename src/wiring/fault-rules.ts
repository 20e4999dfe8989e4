import { z } from "zod";

/**
 * One way in which the Rekognition-compatible service misbehaves on purpose, so that its clients can be tested:
 * `throttle` (ThrottlingException), `throughput` (ProvisionedThroughputExceededException), `fail`
 * (InternalServerError), `unavailable` (ServiceUnavailableException), `refuse` (AccessDeniedException).
 */
const faultRuleSchema = z
  .strictObject({
    operation: z.string().min(1).default("*").describe("Such as `DetectLabels`; `*` is every one."),
    fault: z.enum(["throttle", "throughput", "fail", "unavailable", "refuse"]).optional(),
    delayMs: z.int().min(0).max(600_000).optional().describe("Waits that long first."),
    rate: z.number().min(0).max(1).default(1).describe("The share of calls it is for."),
    count: z.int().min(0).optional().describe("After so many calls it is over; default: never."),
  })
  .refine((rule) => rule.fault !== undefined || rule.delayMs !== undefined, {
    message: "`fault`, `delayMs` or both",
  });
export type FaultRule = z.infer<typeof faultRuleSchema>;

export const faultRulesSchema = z.array(faultRuleSchema).max(100);

/** As {@link faultRulesSchema}, in JSON. */
export const faultRulesTextSchema = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "a JSON array of rules" });
      return z.NEVER;
    }
  })
  .pipe(faultRulesSchema);
