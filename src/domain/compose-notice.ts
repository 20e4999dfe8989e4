import {
  aboutOf,
  gist,
  inspectionContent,
  inspectionUrl,
  problemsOf,
  subjectOf,
  wantsMessage,
} from "./compose-mail.ts";
import type { Inspection } from "./inspection.ts";
import type { InspectionNotice, NoticeReason } from "./inspection-notice.ts";
import { renderText } from "./mail-layout.ts";
import { asciiLine, oneLine } from "./mail-words.ts";
import type { QualityMessage } from "./message.ts";
import type { Recipe } from "./recipe.ts";

/** More of them are in the inspection; a message stays small. */
const MAX_PROBLEMS = 50;
const MAX_REASONS = 10;
const REASON_LENGTH = 500;
const SUMMARY_LENGTH = 120;

/** What is known of a photo before it has a verdict. */
export type ReceivedPhoto = Pick<InspectionNotice, "inspectionId" | "recipe" | "source" | "receivedAt">;

/** The messages about one inspection on the channels that the recipe names beside mail, each with an id of its own. */
export function composeChannelMessages(
  inspection: Inspection,
  recipe: Recipe,
  options: { baseUrl: string },
): QualityMessage[] {
  const { to: _, when: mailWhen, channels = [] } = recipe.notify;
  return channels
    .filter(({ when }) => wantsMessage(when ?? mailWhen, inspection.verdict))
    .map(({ name }) => ({
      id: `inspection-${inspection.id}-${name}`,
      channel: name,
      to: [],
      subject: subjectOf(inspection),
      text: renderText(inspectionContent(inspection, recipe, options.baseUrl)),
      createdAt: inspection.inspectedAt,
      ...aboutOf(inspection, options.baseUrl),
      notice: noticeOf(inspection, options),
    }));
}

export function noticeOf(inspection: Inspection, options: { baseUrl: string }): InspectionNotice {
  const problems = problemsOf(inspection);
  return {
    inspectionId: inspection.id,
    verdict: inspection.verdict,
    reason: reasonOf(inspection),
    summary: gist(inspection, SUMMARY_LENGTH),
    reasons: inspection.reasons.slice(0, MAX_REASONS).map((reason) => oneLine(reason, REASON_LENGTH)),
    recipe: inspection.recipe,
    source: inspection.source,
    problems: problems
      .slice(0, MAX_PROBLEMS)
      .map(({ label, name, state, expected, seen, unsure, confidence }) => ({
        label,
        ...(name === undefined ? {} : { name }),
        state,
        expected,
        seen,
        unsure,
        ...(confidence === undefined ? {} : { confidence }),
      })),
    problemCount: problems.length,
    ...(inspection.recognizer ? { recognizer: inspection.recognizer } : {}),
    receivedAt: inspection.receivedAt,
    at: inspection.inspectedAt,
    url: inspectionUrl(inspection.id, options.baseUrl),
    recordSha256: inspection.evidence.recordSha256,
  };
}

/** The defined answer where there is no verdict: `review`, because a person has to decide now. */
export function noVerdictNotice(
  photo: ReceivedPhoto,
  reason: "no-verdict-in-time" | "given-up",
  options: { at: string; baseUrl: string },
): InspectionNotice {
  const why = reason === "given-up" ? "The photo could not be inspected." : "There was no verdict in time.";
  const { inspectionId, recipe, source, receivedAt } = photo;
  return {
    inspectionId,
    verdict: "review",
    reason,
    summary: `${why} A person decides.`,
    reasons: [why],
    recipe,
    source,
    problems: [],
    problemCount: 0,
    receivedAt,
    at: options.at,
    url: inspectionUrl(inspectionId, options.baseUrl),
  };
}

/** The message on one channel that a photo has no verdict yet, though its line has to go on. */
export function composeLateMessage(
  photo: ReceivedPhoto,
  channel: string,
  options: { at: string; baseUrl: string },
): QualityMessage {
  const notice = noVerdictNotice(photo, "no-verdict-in-time", options);
  const widget = asciiLine(photo.source.serial ?? photo.source.fileName, 28);
  return {
    id: `late-${photo.inspectionId}-${channel}`,
    channel,
    to: [],
    subject: asciiLine(`REVIEW ${asciiLine(photo.recipe.id, 24)} ${widget}: ${notice.summary}`, 100),
    text: `${notice.summary}\n\n${notice.url}\n`,
    createdAt: options.at,
    notice,
  };
}

function reasonOf({ verdict, rejectReason }: Inspection): NoticeReason {
  if (verdict === "pass") return "complete";
  if (verdict === "fail") return "wrong-parts";
  if (verdict === "review") return "unsure";
  return rejectReason ?? "unusable-photo";
}
