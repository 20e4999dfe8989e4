import { z } from "zod";

/** Something that a person should answer for, as the API shows it. */
export const alertSchema = z.object({
  id: z.string(),
  recipe: z.string(),
  line: z.string().optional(),
  rule: z.string().describe("What the rule tells of, such as `line-state`."),
  subject: z.string().describe("Of the message that told of it first."),
  openedAt: z.iso.datetime(),
  escalateAt: z.iso.datetime().optional().describe("When others are told if nobody has acknowledged."),
  escalatedAt: z.iso.datetime().optional(),
  recoveredAt: z.iso.datetime().optional().describe("When the line, or its fail rate, was good again."),
  acknowledgement: z
    .object({ by: z.string(), at: z.iso.datetime(), note: z.string().optional() })
    .optional()
    .describe("Absent as long as the alert is open."),
});
export type Alert = z.infer<typeof alertSchema>;

/** A person answers for an alert; sealed like a disposition. */
export type Acknowledgement = {
  alertId: string;
  /** What the alert said, so that the evidence can be read without the alert. */
  subject: string;
  by: string;
  /** ISO 8601. */
  at: string;
  note?: string;
};
