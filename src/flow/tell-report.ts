import { composeReportMails } from "../domain/compose-report-mail.ts";
import type { EvidenceEntry } from "../domain/evidence.ts";
import type { QualityMessage } from "../domain/message.ts";
import type { Platform } from "./platform.ts";
import { readReportNumbers } from "./read-kept-report.ts";

/** Where the records were rebuilt, people were told of what is older long ago. */
const TOLD_WITHIN_MS = 24 * 60 * 60 * 1000;

/** The mails about a report that was just sealed, or sealed by a process that died before it told anybody. */
export async function messagesAboutReport(
  platform: Pick<Platform, "images" | "now" | "settings">,
  entry: EvidenceEntry & { kind: "report" },
): Promise<QualityMessage[]> {
  if (platform.now().getTime() - Date.parse(entry.sealedAt) > TOLD_WITHIN_MS) return [];
  return composeReportMails(entry, await readReportNumbers(platform, entry.report), platform.settings);
}
