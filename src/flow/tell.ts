import { composeInspectionMails } from "../domain/compose-mail.ts";
import { composeChannelMessages } from "../domain/compose-notice.ts";
import type { QualityMessage } from "../domain/message.ts";
import { announcementId, composeAnnouncement } from "../domain/rules/compose-announcement.ts";
import type { Announcement, LineRules } from "../domain/rules/rule-state.ts";
import type { Decided } from "../ports/rule-states.ts";
import type { RulesPlatform } from "./rule-facts.ts";

/** Do what the rules have decided: messages into the outbox, alerts opened and closed. Doing it again changes nothing. */
export async function tell(platform: RulesPlatform, rules: LineRules, decided: Decided): Promise<void> {
  const { alerts } = platform.rules;
  for (const announcement of decided.announcements) {
    const messages = await compose(platform, rules, announcement);
    const [first] = messages;
    if (announcement.alert?.opens) await open(platform, rules, announcement, first?.subject ?? "");
    for (const message of messages) await platform.outbox.add(message);
    if (announcement.kind === "escalation" && announcement.alert)
      await alerts.note(announcement.alert.id, "escalatedAt", decided.at);
  }
  for (const id of decided.recoveredAlerts) await alerts.note(id, "recoveredAt", decided.at);
}

async function open(
  { rules: { alerts } }: RulesPlatform,
  { recipe, line }: LineRules,
  { alert, bound, atMs }: Announcement,
  subject: string,
): Promise<void> {
  if (!alert) return;
  await alerts.open({
    id: alert.id,
    recipe,
    ...(line === undefined ? {} : { line }),
    rule: bound.rule.when,
    subject,
    openedAt: new Date(atMs).toISOString(),
    ...(alert.escalateMs === undefined ? {} : { escalateAt: new Date(alert.escalateMs).toISOString() }),
  });
}

async function compose(
  platform: RulesPlatform,
  rules: LineRules,
  announcement: Announcement,
): Promise<QualityMessage[]> {
  if (announcement.kind === "fact" && announcement.fact.kind !== "dead-letter")
    return aboutInspection(platform, announcement);
  const alert =
    announcement.kind === "escalation" && announcement.alert
      ? await platform.rules.alerts.get(announcement.alert.id)
      : undefined;
  return composeAnnouncement(announcement, rules, platform.settings, alert);
}

/** The same mail and notices as without rules, to whom the rule says. */
async function aboutInspection(
  platform: RulesPlatform,
  announcement: Announcement & { kind: "fact" },
): Promise<QualityMessage[]> {
  const { bound, fact } = announcement;
  const inspection = await platform.records.get(fact.id);
  const { id = "", version = 0 } = inspection?.recipe ?? {};
  const published = await platform.recipes.get(id, version);
  if (!inspection || !published) return [];
  const channels = (bound.rule.channels ?? []).map((name) => ({ name }));
  const notify = { ...published.recipe.notify, to: bound.to, when: "every" as const, channels };
  const recipe = { ...published.recipe, notify };
  return [
    ...composeInspectionMails(inspection, recipe, platform.settings, announcementId(announcement)),
    ...composeChannelMessages(inspection, recipe, platform.settings),
  ];
}
