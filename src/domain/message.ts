import type { Verdict } from "./inspection.ts";
import type { InspectionNotice } from "./inspection-notice.ts";
import type { Language } from "./words/language.ts";

/** The channel of a message that names none. */
export const MAIL_CHANNEL = "mail";
/** Of messages to the notification rules, which decide whether and when people are told. No channel can be called so. */
export const RULES_CHANNEL = "@rules";

/**
 * What a message is about, for whoever gathers, files or filters messages: one bounded line each, without control
 * characters. Absent where it is about nothing of the kind, and in messages of versions that did not say.
 */
export type MessageAbout = {
  /** Id of the recipe. */
  recipe?: string;
  line?: string;
  /** Of a digest: the worst in it. */
  kind?: Verdict | "summary" | "report" | "alert" | "dead-letter";
  /**
   * Of a message about one inspection, for lists of many: the widget's serial or file name, all that is wrong with it,
   * and where to look; in ASCII.
   */
  widget?: { name: string; findings: string; url: string };
  /** In which language it is written; absent: English. */
  language?: Language;
};

/** What people are told about one inspection or one shift; a notifier delivers it as it is. */
export type QualityMessage = MessageAbout & {
  /**
   * The same thing is told once a channel: `inspection-<id>`, `inspection-<id>-<channel>`, `summary-<recipe>-<from>`; and
   * once to those who read otherwise than is usual here: `inspection-<id>~<language>~<time zone>`.
   */
  id: string;
  /** Name of the channel that delivers it, as the settings call it; absent: {@link MAIL_CHANNEL}. */
  channel?: string;
  /** Mail addresses, at least one; none where another channel delivers it. */
  to: string[];
  /** One line of printable ASCII, at most 100 characters: what the strictest channel (SNS) takes. */
  subject: string;
  text: string;
  /** The same content as `text`; shows the photo as `cid:` + {@link photoContentId}. */
  html?: string;
  /** ISO 8601; the date of the mail, so that sending again gives the same bytes. */
  createdAt: string;
  /** Key of the analyzed photo to attach. */
  photoKey?: string;
  /** A file to attach, by its key among the photos. */
  attachment?: { key: string; fileName: string; mediaType: string };
  /** The same for programs; only on channels other than mail. */
  notice?: InspectionNotice;
};

/** How the HTML of a message refers to its photo, and the notifier names the attachment. */
export function photoContentId(messageId: string): string {
  return `photo.${messageId.replace(/[^A-Za-z0-9._-]/g, "-")}@partproof`;
}
