import { PartproofError } from "../domain/errors.ts";
import type { Alert } from "../domain/rules/alert.ts";
import type { Platform } from "./platform.ts";
import { recordEntry } from "./record-entry.ts";

/**
 * A person answers for an alert, so that it is not passed on. Who, when and why is sealed into the same chain as verdicts
 * and decisions. Of two who answer the first one holds.
 * @throws PartproofError `not-found`; `conflict` when somebody else has acknowledged it
 */
export async function acknowledgeAlert(
  platform: Platform,
  { alertId, by, note }: { alertId: string; by: string; note?: string | undefined },
): Promise<Alert> {
  const { alerts } = platform.rules;
  const alert = await alerts.get(alertId);
  if (!alert) {
    const message = `There is no alert ${alertId}. Look it up with GET /v1/alerts.`;
    throw new PartproofError("not-found", message);
  }
  if (alert.acknowledgement) {
    if (alert.acknowledgement.by === by) return alert;
    const message = `${alert.acknowledgement.by} has acknowledged this alert at ${alert.acknowledgement.at}. Nothing is left to do.`;
    throw new PartproofError("conflict", message);
  }
  const at = platform.now().toISOString();
  const acknowledgement = {
    alertId,
    subject: alert.subject,
    by,
    at,
    ...(note === undefined ? {} : { note }),
  };
  await recordEntry(platform, await platform.vault.seal({ kind: "acknowledgement", acknowledgement }, at));
  return (await alerts.get(alertId)) ?? alert;
}
