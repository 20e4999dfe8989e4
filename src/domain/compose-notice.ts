import {
  aboutOf,
  bannerOf,
  inspectionContent,
  inspectionUrl,
  subjectOf,
  wantsMessage,
} from "./compose-mail.ts";
import { gist, problemsOf } from "./describe-problem.ts";
import type { Inspection } from "./inspection.ts";
import type { InspectionNotice, NoticeReason } from "./inspection-notice.ts";
import { renderText } from "./mail-layout.ts";
import { asciiLine, oneLine } from "./mail-words.ts";
import type { QualityMessage } from "./message.ts";
import type { Recipe } from "./recipe.ts";
import type { Reader, Telling } from "./words/reader.ts";
import { wordsOf } from "./words/words-of.ts";

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
  telling: Telling,
): QualityMessage[] {
  const { to: _, when: mailWhen, channels = [] } = recipe.notify;
  return channels
    .filter(({ when }) => wantsMessage(when ?? mailWhen, inspection.verdict))
    .map(({ name }) => {
      const reader = readerOf(name, telling);
      return {
        id: `inspection-${inspection.id}-${name}`,
        channel: name,
        to: [],
        subject: subjectOf(inspection, reader.language),
        text: renderText(inspectionContent(inspection, recipe, telling, reader)),
        createdAt: inspection.inspectedAt,
        ...aboutOf(inspection, telling.baseUrl, reader.language),
        notice: noticeOf(inspection, { ...telling, reader }),
      };
    });
}

/** How whoever looks at a channel reads. */
export function readerOf(channel: string, { reader, channelReaders = {} }: Telling): Reader {
  return channelReaders[channel] ?? reader;
}

export function noticeOf(
  inspection: Inspection,
  { baseUrl, reader }: Pick<Telling, "baseUrl" | "reader">,
): InspectionNotice {
  const problems = problemsOf(inspection);
  return {
    inspectionId: inspection.id,
    verdict: inspection.verdict,
    reason: reasonOf(inspection),
    summary: gist(inspection, SUMMARY_LENGTH, reader.language),
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
    url: inspectionUrl(inspection.id, baseUrl),
    recordSha256: inspection.evidence.recordSha256,
  };
}

/** The defined answer where there is no verdict: `review`, because a person has to decide now. */
export function noVerdictNotice(
  photo: ReceivedPhoto,
  reason: "no-verdict-in-time" | "given-up",
  options: { at: string } & Pick<Telling, "baseUrl" | "reader">,
): InspectionNotice {
  const { language } = options.reader;
  const { noVerdict } = wordsOf(language).mail;
  const why = reason === "given-up" ? noVerdict.givenUp : noVerdict.late;
  const { inspectionId, recipe, source, receivedAt } = photo;
  return {
    inspectionId,
    verdict: "review",
    reason,
    summary: asciiLine(`${why} ${noVerdict.personDecides}`, SUMMARY_LENGTH, language),
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
  { at, ...telling }: { at: string } & Telling,
): QualityMessage {
  const reader = readerOf(channel, telling);
  const { language } = reader;
  const notice = noVerdictNotice(photo, "no-verdict-in-time", { at, baseUrl: telling.baseUrl, reader });
  const widget = asciiLine(photo.source.serial ?? photo.source.fileName, 28);
  return {
    id: `late-${photo.inspectionId}-${channel}`,
    channel,
    to: [],
    subject: asciiLine(
      `${bannerOf("review", language)} ${asciiLine(photo.recipe.id, 24)} ${widget}: ${notice.summary}`,
      100,
      language,
    ),
    text: `${notice.summary}\n\n${notice.url}\n`,
    createdAt: at,
    language,
    notice,
  };
}

function reasonOf({ verdict, rejectReason }: Inspection): NoticeReason {
  if (verdict === "pass") return "complete";
  if (verdict === "fail") return "wrong-parts";
  if (verdict === "review") return "unsure";
  return rejectReason ?? "unusable-photo";
}
