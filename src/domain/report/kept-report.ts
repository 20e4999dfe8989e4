import { z } from "zod";
import { languageSchema } from "../words/language.ts";
import type { Recipient } from "../words/reader.ts";
import { qualityReportSchema } from "./quality-report.ts";

/** One file of a kept report, stored under the name of its content beside the photos. */
const reportFileSchema = z.object({
  format: z.enum(["json", "html", "pdf"]),
  language: languageSchema.optional().describe("Absent where it is for programs."),
  key: z.string(),
  sha256: z.string(),
  bytes: z.int().min(0),
});
export type ReportFile = z.infer<typeof reportFileSchema>;

export const keptReportIdSchema = z
  .string()
  .regex(/^\d{8}T\d{6}Z-[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "the id of a kept report");

/** A scheduled report that was sealed: which one it is, where it is in the chain, and the hashes of its files. */
export const keptReportSchema = z.object({
  id: keptReportIdSchema.describe("When its period ended, and the name of its schedule."),
  name: z.string(),
  every: z.enum(["day", "shift", "week"]),
  from: z.iso.datetime().describe("Received at or after."),
  to: z.iso.datetime().describe("Received before."),
  timeZone: z.string(),
  recipe: z.string().optional(),
  line: z.string().optional(),
  counts: qualityReportSchema.shape.counts,
  files: z.array(reportFileSchema),
  retainUntil: z.iso.datetime(),
  sequence: z.int().describe("Of the entry in the chain of evidence."),
  entrySha256: z.string(),
});
export type KeptReport = z.infer<typeof keptReportSchema>;

/** What is sealed: also who is told, so that whoever finishes it after a crash tells the same people. */
export type SealedReport = Omit<KeptReport, "sequence" | "entrySha256"> & {
  tell: { to: Recipient[]; attach: boolean };
};

export function toKeptReport(entry: { report: SealedReport; sequence: number; sha256: string }): KeptReport {
  const { tell: _who, ...report } = entry.report;
  return { ...report, sequence: entry.sequence, entrySha256: entry.sha256 };
}
