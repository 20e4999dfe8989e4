import { expectedIn } from "../../domain/describe-problem.ts";
import type { Verdict } from "../../domain/inspection.ts";
import type { NoticeProblem } from "../../domain/inspection-notice.ts";
import { oneLine } from "../../domain/mail-words.ts";
import type { QualityMessage } from "../../domain/message.ts";
import { type Words, wordsOf } from "../../domain/words/words-of.ts";

export type WebhookFormat = "cloudevents" | "slack" | "teams";

/** The rest is in the inspection. */
const MAX_PROBLEMS_SHOWN = 10;
/** Slack refuses the whole message for one block with more. */
const SLACK_BLOCK_LENGTH = 3000;
const MARKS: Record<Verdict, string> = { pass: "✔", fail: "✘", review: "?", rejected: "–" };

/** @returns the body of the request and its media type. The same message gives the same body. */
export function webhookBody(
  message: QualityMessage,
  format: WebhookFormat,
  source: string,
): { body: string; contentType: string } {
  if (format === "slack") return { body: slackBody(message), contentType: "application/json" };
  if (format === "teams") return { body: teamsBody(message), contentType: "application/json" };
  return { body: cloudEvent(message, source), contentType: "application/cloudevents+json" };
}

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md */
function cloudEvent(message: QualityMessage, source: string): string {
  const { id, notice, createdAt, subject, text } = message;
  return JSON.stringify({
    specversion: "1.0",
    id,
    source,
    type: notice ? "partproof.inspection-completed" : "partproof.message",
    ...(notice ? { subject: notice.inspectionId } : {}),
    time: createdAt,
    datacontenttype: "application/json",
    data: notice ?? { subject, text },
  });
}

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
function slackBody({ subject, notice, text, language = "en" }: QualityMessage): string {
  const words = wordsOf(language);
  const lines = notice ? problemLines(notice.problems, notice.problemCount, words) : [oneLine(text, 1000)];
  const section = (content: string) => ({ type: "section", text: { type: "mrkdwn", text: content } });
  return JSON.stringify({
    // Shown in notifications, and where blocks cannot be.
    text: escapeSlack(subject),
    blocks: [
      {
        type: "header",
        text: {
          type: "plain_text",
          text: `${notice ? `${MARKS[notice.verdict]} ` : ""}${subject}`.slice(0, 150),
        },
      },
      ...(lines.length > 0 ? [section(fitting(lines.map(escapeSlack)))] : []),
      ...(notice
        ? [
            { type: "context", elements: [{ type: "mrkdwn", text: escapeSlack(widgetLine(notice, words)) }] },
            section(`<${escapeSlack(notice.url)}|${escapeSlack(words.mail.openInspection)}>`),
          ]
        : []),
    ],
  });
}

/** An Adaptive Card as a Teams workflow ("post to a channel when a webhook request is received") takes it. */
function teamsBody({ subject, notice, text, language = "en" }: QualityMessage): string {
  const words = wordsOf(language);
  const lines = notice ? problemLines(notice.problems, notice.problemCount, words) : [oneLine(text, 1000)];
  const block = (content: string, style: object = {}) => ({
    type: "TextBlock",
    text: escapeMarkdown(content),
    wrap: true,
    ...style,
  });
  const card = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body: [
      block(`${notice ? `${MARKS[notice.verdict]} ` : ""}${subject}`, { size: "Large", weight: "Bolder" }),
      ...lines.map((line) => block(line, { spacing: "Small" })),
      ...(notice ? [block(widgetLine(notice, words), { isSubtle: true })] : []),
    ],
    actions: notice ? [{ type: "Action.OpenUrl", title: words.mail.openInspection, url: notice.url }] : [],
  };
  return JSON.stringify({
    type: "message",
    attachments: [
      { contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content: card },
    ],
  });
}

function problemLines(problems: readonly NoticeProblem[], count: number, { common, mail }: Words): string[] {
  const { named } = mail.table;
  const shown = problems.slice(0, MAX_PROBLEMS_SHOWN).map((problem) => {
    const { label, name, state, seen } = problem;
    const [expected, found] = [named.expected(expectedIn(problem, mail)), named.seen(String(seen))];
    return `${oneLine(name ?? label, 100)}: ${common.states[state]}, ${expected}, ${found}`;
  });
  return count > shown.length ? [...shown, mail.chat.more(count - shown.length)] : shown;
}

function widgetLine({ recipe, source }: NonNullable<QualityMessage["notice"]>, { mail }: Words): string {
  const facts = {
    recipe: `${recipe.id}@${recipe.version}`,
    serial: source.serial,
    lot: source.lot,
    line: source.line,
    station: source.station,
  };
  return (["recipe", "serial", "lot", "line", "station"] as const)
    .flatMap((name) => (facts[name] ? [mail.chat[name](oneLine(facts[name], 100))] : []))
    .join(", ");
}

/** As many whole lines as Slack takes in a block: a cut in the middle could break an escape. */
function fitting(lines: readonly string[]): string {
  const fit: string[] = [];
  let left = SLACK_BLOCK_LENGTH;
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0) break;
    fit.push(line);
  }
  return fit.join("\n");
}

/** What came from a camera must not become a link, or call everybody. */
function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]()#~<>|]/g, "\\$&");
}
