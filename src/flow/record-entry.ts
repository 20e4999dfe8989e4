import { composeInspectionMails } from "../domain/compose-mail.ts";
import { composeChannelMessages } from "../domain/compose-notice.ts";
import { PartproofError } from "../domain/errors.ts";
import { type EvidenceEntry, toInspection } from "../domain/evidence.ts";
import type { Inspection, InspectionBody } from "../domain/inspection.ts";
import type { QualityMessage } from "../domain/message.ts";
import { hears } from "../domain/rules/advance-rule.ts";
import { drawWhileRunning } from "./draw-samples.ts";
import type { Platform } from "./platform.ts";
import { inspectionForRules, rulesOf } from "./rule-facts.ts";
import { messagesAboutReport } from "./tell-report.ts";

/**
 * Step 3, record: seal, then record with the messages about it. The vault comes first and holds everything, so
 * a crash in between leaves an entry that {@link recoverSealedEntries} finishes; the messages follow from the
 * entry alone, so whoever finishes it tells people the same thing, once.
 */
export async function recordInspection(platform: Platform, body: InspectionBody): Promise<Inspection> {
  const entry = await platform.vault.seal(
    { kind: "inspection", inspection: body },
    platform.now().toISOString(),
  );
  await recordEntry(platform, entry);
  const inspection = await platform.records.get(body.id);
  return inspection ?? toInspection({ ...entry, kind: "inspection", inspection: body });
}

export async function recordEntry(platform: Platform, entry: EvidenceEntry): Promise<void> {
  if (entry.kind === "recipe") await publishSealed(platform, entry);
  if (entry.kind === "acknowledgement") await platform.rules.alerts.acknowledge(entry.acknowledgement);
  const outcome = await platform.records.record(entry, await messagesAbout(platform, entry));
  if (entry.kind !== "inspection" || outcome === "already-recorded") return;
  const inspection = toInspection(entry);
  platform.telemetry.record({ event: "inspection-completed", inspection });
  await drawWhileRunning(platform, inspection);
}

async function publishSealed(platform: Platform, entry: EvidenceEntry & { kind: "recipe" }): Promise<void> {
  const { recipe, publishedBy, reason, sealedAt: publishedAt } = entry;
  const why = reason === undefined ? {} : { reason };
  try {
    await platform.recipes.publish({ recipe, publishedBy, publishedAt, ...why });
  } catch (error) {
    // Two people sealed the same version at the same moment: the first one holds, here and in every recovery.
    if (!(error instanceof PartproofError && error.code === "conflict")) throw error;
  }
}

/**
 * Record what a crashed process had sealed but not recorded. Cheap when there is nothing: one lookup. With an empty
 * record store it rebuilds recipes, inspections and dispositions from the vault.
 */
export async function recoverSealedEntries(platform: Platform): Promise<number> {
  let recovered = 0;
  for await (const stored of platform.vault.entries(await platform.records.recordedThrough())) {
    // A damaged entry is the verifier's to report; the ones after it are still worth recording.
    if (!("entry" in stored)) continue;
    await recordEntry(platform, stored.entry);
    if (stored.entry.kind === "inspection") {
      const inspectionId = stored.entry.inspection.id;
      await platform.queue.complete(inspectionId);
      platform.telemetry.record({ event: "inspection-recovered", inspectionId, sequence: stored.sequence });
    }
    recovered += 1;
  }
  return recovered;
}

async function messagesAbout(platform: Platform, entry: EvidenceEntry): Promise<QualityMessage[]> {
  if (entry.kind === "report") return messagesAboutReport(platform, entry);
  if (entry.kind !== "inspection") return [];
  // Without a receipt the record store was rebuilt: people were told long ago.
  if (!(await platform.records.getReceipt(entry.inspection.id))) return [];
  const { id, version } = entry.inspection.recipe;
  const published = await platform.recipes.get(id, version);
  if (!published) return [];
  const inspection = toInspection(entry);
  const { recipe } = published;
  const channels = composeChannelMessages(inspection, recipe, platform.settings);
  const rules = rulesOf(recipe, inspection.source.line, platform.settings.guardsStorms === true);
  if (rules.some((rule) => hears(rule, inspection.verdict)))
    return [inspectionForRules(inspection), ...channels];
  if (recipe.notify.rules || rules.length > 0) return channels;
  // Nothing has to be counted or gathered: the mails go out as they are.
  return [...composeInspectionMails(inspection, recipe, platform.settings), ...channels];
}
