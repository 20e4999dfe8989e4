import { z } from "zod";
import { nameSchema } from "../domain/recipe.ts";
import { type ReportSchedule, reportScheduleSchema } from "../domain/report/report-schedule.ts";
import { timeZoneSchema } from "../domain/words/reader.ts";
import type { Config } from "./config.ts";
import { readYamlSettings } from "./read-yaml-settings.ts";

const fileSchema = z.strictObject({
  reports: z.record(nameSchema, reportScheduleSchema.extend({ timeZone: timeZoneSchema.optional() })),
});

/**
 * The reports that are made by themselves on this machine; none without a file.
 * @throws PartproofError `invalid-input`, naming the file and each fault in it
 */
export async function readReportSchedules({
  reportsFile,
  reader,
  shiftStarts,
}: Pick<Config, "reportsFile" | "reader" | "shiftStarts">): Promise<ReportSchedule[]> {
  if (reportsFile === undefined) return [];
  const { reports } = await readYamlSettings(reportsFile, fileSchema, "reports");
  return Object.entries(reports).map(([name, { timeZone = reader.timeZone, ...schedule }]) => ({
    ...schedule,
    name,
    timeZone,
    shiftStarts,
  }));
}
