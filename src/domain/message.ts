/** What people are told about one inspection or one shift; a notifier delivers it as it is. */
export type QualityMessage = {
  /** The same thing is told once: `inspection-<id>` or `summary-<from>`. */
  id: string;
  to: string[];
  subject: string;
  text: string;
  createdAt: string;
  /** Key of the analyzed photo to attach. */
  photoKey?: string;
};
