import type { Reader } from "../domain/words/reader.ts";
import type { Notifier } from "../ports/notifier.ts";

/** A way to tell people or programs beside mail, as the settings name it. */
export type Channel = {
  name: string;
  kind: "webhook" | "mqtt";
  /** Where it leads, without anything secret. */
  where: string;
  notifier: Notifier;
  /** Language and time zone, where they are not the usual ones. */
  reads: Partial<Reader>;
  /** Connect ahead of the first message, where the channel keeps a connection. */
  open?(): Promise<void>;
  close?(): Promise<void>;
};
