import { PartproofError } from "../domain/errors.ts";
import { sha256Hex } from "../domain/evidence.ts";
import type { KeptReport, ReportFile } from "../domain/report/kept-report.ts";
import { type QualityReport, qualityReportSchema } from "../domain/report/quality-report.ts";
import type { Language } from "../domain/words/language.ts";
import type { Platform } from "./platform.ts";

/** The file of this form and language, where it was kept in it. */
export function findReportFile(
  { files }: Pick<KeptReport, "files">,
  format: ReportFile["format"],
  language?: Language,
): ReportFile | undefined {
  return files.find((file) => file.format === format && file.language === language);
}

/** @throws PartproofError `damaged` when it is not as it was sealed; `not-found` */
export async function readReportFile(
  { images }: Pick<Platform, "images">,
  { key, sha256 }: ReportFile,
): Promise<Uint8Array> {
  const bytes = await images.get(key);
  if ((await sha256Hex(bytes)) === sha256) return bytes;
  throw new PartproofError(
    "damaged",
    "The report is not as it was sealed: its SHA-256 differs. Run partproof verify, and restore it from a backup.",
  );
}

/** The numbers of a kept report. @throws PartproofError as {@link readReportFile} */
export async function readReportNumbers(
  platform: Pick<Platform, "images">,
  report: Pick<KeptReport, "files" | "id">,
): Promise<QualityReport> {
  const file = findReportFile(report, "json");
  if (!file) throw new PartproofError("damaged", `The report ${report.id} was kept without its numbers.`);
  const text = new TextDecoder().decode(await readReportFile(platform, file));
  return qualityReportSchema.parse(JSON.parse(text));
}
