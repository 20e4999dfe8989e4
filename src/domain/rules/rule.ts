import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalize } from "json-canonicalize";
import { z } from "zod";
import { nameSchema } from "../name.ts";
import { type Recipient, recipientSchema } from "../words/reader.ts";
import type { QuietHours } from "./quiet-hours.ts";

const addresses = z.array(recipientSchema).max(50);

const common = {
  to: addresses.optional().describe("Mail addresses. Default: those of `notify.to`."),
  channels: z.array(nameSchema).max(8).optional().describe("Channels of the server that are told too."),
  lines: z.array(nameSchema).min(1).max(100).optional().describe("Only of these lines. Default: of all."),
  urgent: z.boolean().optional().describe("Tells in quiet hours too."),
  escalate: z
    .strictObject({
      afterMinutes: z.int().min(1).max(1440).describe("If nobody has acknowledged until then."),
      to: addresses.min(1),
    })
    .optional(),
};
const mostPerHour = z
  .int()
  .min(1)
  .max(1000)
  .optional()
  .describe("Single messages an hour and line; what is more comes as a digest every 15 minutes.");
const minutes = z.int().min(1).max(1440);

const single = <W extends "every" | "fail-and-review" | "fail" | "review" | "dead-letter">(when: W) =>
  z.strictObject({ when: z.literal(when), mostPerHour, ...common });

/** When whom to tell. Everything is per recipe and line: lines never share a count, a digest or an alert. */
export const ruleSchema = z.discriminatedUnion("when", [
  single("every").describe("Each inspection, one message each unless `mostPerHour` says otherwise."),
  single("fail-and-review").describe("Each inspection that is not `pass`."),
  single("fail").describe("Each `fail`, and each file that was no usable photo (`rejected`)."),
  single("review").describe("Each `review`: the system is unsure, a person decides."),
  single("dead-letter").describe("Each photo that could not be inspected."),
  z
    .strictObject({ when: z.literal("first-then-digest"), minutes, ...common })
    .describe(
      "The first that is not `pass` at once, those of the following `minutes` in one digest, and so on.",
    ),
  z
    .strictObject({ when: z.literal("digest"), minutes, ...common })
    .describe("All that are not `pass` in one digest, `minutes` after the first of them."),
  z
    .strictObject({
      when: z.literal("line-state"),
      badAfter: z.int().min(1).max(1000).default(3).describe("Fails in a row that make a line bad."),
      goodAfter: z
        .int()
        .min(1)
        .max(1000)
        .default(5)
        .describe("Passes in a row after which it has recovered."),
      ...common,
    })
    .describe("A line went bad, and recovered: once each."),
  z
    .strictObject({
      when: z.literal("fail-rate"),
      above: z.number().min(0).lt(1).describe("The share of fails that is too many, as a fraction."),
      over: z.int().min(5).max(1000).describe("Among the last so many widgets of the line."),
      recoveredAt: z
        .number()
        .min(0)
        .lt(1)
        .optional()
        .describe("The share at which it has recovered. Default: half of `above`."),
      ...common,
    })
    .refine((rule) => (rule.recoveredAt ?? 0) <= rule.above, { message: "`recoveredAt` is at most `above`" })
    .describe("The fail rate rose above a limit, and fell again: once each."),
]);
export type Rule = z.infer<typeof ruleSchema>;

/** A rule with all that its recipe says beside it, so that it can be followed later without the recipe. */
export type BoundRule = {
  /** The same as long as the rule says the same; a changed rule is another one. */
  key: string;
  rule: Rule;
  to: Recipient[];
  quiet?: QuietHours;
  /** Whom to ask, where the recipe says. */
  contact?: string;
  /** What `notify.to` and `notify.when` mean where the recipe has no rules. */
  implicit?: boolean;
};

type Notify = { to: Recipient[]; rules?: Rule[] | undefined; quietHours?: QuietHours | undefined };

/** The rules of a recipe for one line. */
export function bindRules(notify: Notify, line: string | undefined): BoundRule[] {
  const { rules = [], quietHours } = notify;
  const bound = rules
    .filter(({ lines }) => lines === undefined || (line !== undefined && lines.includes(line)))
    .map((rule) => {
      const to = rule.to ?? notify.to;
      const quiet = quietHours && !rule.urgent ? { quiet: quietHours } : {};
      return { key: keyOf({ rule, to }), rule, to, ...quiet };
    });
  // Saying a rule twice must not tell twice.
  return [...new Map(bound.map((one) => [one.key, one])).values()];
}

function keyOf(said: object): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalize(said)))).slice(0, 10);
}
