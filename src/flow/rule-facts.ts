import { aboutOf, contactOf } from "../domain/compose-mail.ts";
import { problemsOf } from "../domain/describe-problem.ts";
import { PartproofError } from "../domain/errors.ts";
import type { Inspection } from "../domain/inspection.ts";
import { asciiLine, oneLine } from "../domain/mail-words.ts";
import { type QualityMessage, RULES_CHANNEL } from "../domain/message.ts";
import type { Recipe } from "../domain/recipe.ts";
import type { HeardFact } from "../domain/rules/advance-line.ts";
import { type Fact, MOST_PROBLEMS } from "../domain/rules/gathered.ts";
import { type BoundRule, bindRules } from "../domain/rules/rule.ts";
import type { Telling } from "../domain/words/reader.ts";
import type { Receipt } from "../ports/record-store.ts";
import type { Platform } from "./platform.ts";

/** What the rules need of a platform. */
export type RulesPlatform = Pick<
  Platform,
  "outbox" | "rules" | "records" | "recipes" | "queue" | "telemetry" | "now"
> & { settings: Telling };

/** What a message to the rules holds: where to look up the rest, so that a line of passes costs little. */
type Told = { inspectionId: string; version: number; deadAt?: string; reason?: string };

/** The message that tells the rules of an inspection. Its id is the fact's: the same one is heard once. */
export function inspectionForRules(inspection: Inspection): QualityMessage {
  const { id, recipe, source, inspectedAt } = inspection;
  return toRules(
    `rules-${id}`,
    inspectedAt,
    { inspectionId: id, version: recipe.version },
    recipe.id,
    source.line,
  );
}

/** The message that tells the rules of a photo that was given up; another burial of it is another message. */
export function deadLetterForRules(
  { inspectionId, recipe, source }: Receipt,
  { failedAt, reason }: { failedAt: string; reason: string },
): QualityMessage {
  const told = { inspectionId, version: recipe.version, deadAt: failedAt, reason };
  const id = `rules-${inspectionId}.${Date.parse(failedAt)}`;
  return toRules(id, failedAt, told, recipe.id, source.line);
}

/**
 * The rules of a recipe for one line.
 * @param isGuarded whether a recipe that names none has the rule that its `to` and `when` mean, so that its mails are
 *   counted and a storm of them is gathered. `every` was asked for, and is never gathered
 */
export function rulesOf(recipe: Recipe, line: string | undefined, isGuarded: boolean): BoundRule[] {
  const { notify } = recipe;
  if (notify.rules || !isGuarded) return bindRules(notify, line);
  const isCounted = notify.when === "fail-and-review" && notify.to.length > 0;
  const rules = isCounted ? [{ when: "fail-and-review" as const }] : [];
  return bindRules({ ...notify, rules }, line).map((bound) => ({ ...bound, implicit: true }));
}

/**
 * What the rules are told by a message, and the rules of its recipe.
 * @throws PartproofError `unavailable` while the inspection is not recorded yet: messages about it may come first
 */
export async function hear(platform: RulesPlatform, message: QualityMessage): Promise<HeardFact> {
  const told: Told = JSON.parse(message.text);
  const { recipe: recipeId = "", line } = message;
  const published = await platform.recipes.get(recipeId, told.version);
  // Without rules of its own it would not have been told here, had it not been guarded.
  const contact = published && contactOf(published.recipe, line, {});
  const rules = published ? rulesOf(published.recipe, line, true) : [];
  const fact =
    told.deadAt === undefined
      ? await inspectionFact(platform, message.id, told)
      : await deadLetterFact(platform, message.id, told);
  return {
    fact,
    version: told.version,
    rules: contact === undefined ? rules : rules.map((bound) => ({ ...bound, contact })),
  };
}

function toRules(
  id: string,
  createdAt: string,
  told: Told,
  recipe: string,
  line: string | undefined,
): QualityMessage {
  return {
    id,
    channel: RULES_CHANNEL,
    to: [],
    subject: "",
    text: JSON.stringify(told),
    createdAt,
    recipe,
    ...(line === undefined ? {} : { line }),
  };
}

async function inspectionFact(
  platform: RulesPlatform,
  messageId: string,
  { inspectionId }: Told,
): Promise<Fact> {
  const { records, settings } = platform;
  const inspection = await records.get(inspectionId);
  // A list may go to many who read differently: what is wrong with each widget is in the usual language.
  const widget = inspection && aboutOf(inspection, settings.baseUrl, settings.reader.language).widget;
  if (!inspection || !widget)
    throw new PartproofError("unavailable", `Inspection ${inspectionId} is not recorded yet.`);
  const problems = problemsOf(inspection)
    .slice(0, MOST_PROBLEMS)
    .map(({ name, label, state }) => ({ part: oneLine(name ?? label, 60), state }));
  return {
    id: factId(messageId),
    kind: inspection.verdict,
    at: inspection.inspectedAt,
    widget,
    problems: inspection.rejectReason ? [{ part: "", state: inspection.rejectReason }] : problems,
  };
}

async function deadLetterFact(platform: RulesPlatform, messageId: string, told: Told): Promise<Fact> {
  const receipt = await platform.records.getReceipt(told.inspectionId);
  const { serial, fileName = told.inspectionId } = receipt?.source ?? {};
  return {
    id: factId(messageId),
    kind: "dead-letter",
    at: told.deadAt ?? "",
    widget: {
      name: asciiLine(serial ?? fileName, 60),
      findings: asciiLine(told.reason ?? "", 400),
      url: `${platform.settings.baseUrl.replace(/\/+$/, "")}/health#dead-letters`,
    },
    problems: [],
  };
}

function factId(messageId: string): string {
  return messageId.replace(/^rules-/, "");
}
