/** What people are told about one inspection or one shift; a notifier delivers it as it is. */
export type QualityMessage = {
  /** The same thing is told once: `inspection-<id>` or `summary-<recipe>-<from>`. */
  id: string;
  /** Mail addresses, at least one. */
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
  /** Which recipe it is about, where it is about one; channels with subscribers of their own can filter by it. */
  recipe?: string;
  /** What it tells, likewise to filter by: a verdict, or a word such as `summary` or `report`. */
  kind?: string;
  /**
   * Of a message about one inspection, for lists of many: the widget's serial or file name, all that is wrong with it,
   * and where to look. One short line each, in ASCII.
   */
  widget?: { name: string; findings: string; url: string };
};

/** How the HTML of a message refers to its photo, and the notifier names the attachment. */
export function photoContentId(messageId: string): string {
  return `photo.${messageId.replace(/[^A-Za-z0-9._-]/g, "-")}@partproof`;
}
