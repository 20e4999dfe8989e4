import type { Recipe } from "../domain/recipe.ts";
import type { SamplingPlan } from "../domain/sampling.ts";
import type { Telling } from "../domain/words/reader.ts";
import type { PhotoLimits } from "../imaging/decode-photo.ts";
import type { AlertStore } from "../ports/alert-store.ts";
import type { EvidenceVault } from "../ports/evidence-vault.ts";
import type { ImageStore } from "../ports/image-store.ts";
import type { KeptReports } from "../ports/kept-reports.ts";
import type { MessageOutbox } from "../ports/message-outbox.ts";
import type { Notifier } from "../ports/notifier.ts";
import type { RecipeStore } from "../ports/recipe-store.ts";
import type { Recognizer } from "../ports/recognizer.ts";
import type { RecordStore } from "../ports/record-store.ts";
import type { ReviewQueue } from "../ports/review-queue.ts";
import type { RuleStates } from "../ports/rule-states.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { TextReader } from "../ports/text-reader.ts";
import type { WorkQueue } from "../ports/work-queue.ts";

/** Everything the flow needs, chosen once by wiring. */
export type Platform = {
  images: ImageStore;
  queue: WorkQueue;
  records: RecordStore;
  reviews: ReviewQueue;
  vault: EvidenceVault;
  keptReports: KeptReports;
  recipes: RecipeStore;
  recognizers: Partial<Record<Recipe["recognizer"]["kind"], Recognizer>>;
  /** Absent where nothing here can read: recipes that want text read are refused. */
  textReader?: TextReader;
  outbox: MessageOutbox;
  /** Who decides whether and when people are told; `inbox` is what they are told of, delivered at least once. */
  rules: { inbox: MessageOutbox; states: RuleStates; alerts: AlertStore };
  notifier: Notifier;
  telemetry: Telemetry;
  now(): Date;
  /** A new ULID. */
  newId(): string;
  settings: FlowSettings;
};

/** What messages say beside what happened is in `Telling`. */
export type FlowSettings = Telling & {
  photoLimits: PhotoLimits;
  /** Photos waiting before new ones are refused (HTTP) or left where they are (folder); Infinity: never. */
  maxWaiting: number;
  /** How long one worker may keep a photo before another one takes it. */
  leaseMs: number;
  /** How often to look for a verdict that somebody waits for. Default: 20 ms, which costs nothing on one machine. */
  pollMs?: number;
  /** Which passes are put before people while the line runs; none if absent. */
  sampling?: SamplingPlan;
  /**
   * Whether the mails of recipes without rules are counted, and a storm of them gathered. Not where whoever delivers
   * gathers in any case, or one person inspects a folder of photos.
   */
  guardsStorms?: boolean;
  /** Names of the channels beside mail that are configured here; none if absent. */
  channels?: readonly string[];
};
