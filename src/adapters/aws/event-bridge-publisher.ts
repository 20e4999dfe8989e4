import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsResultEntry,
} from "@aws-sdk/client-eventbridge";
import { PartproofError } from "../../domain/errors.ts";
import type { Finding, Inspection } from "../../domain/inspection.ts";
import { oneLine } from "../../domain/mail-words.ts";
import { asAwsError } from "./map-aws-error.ts";

/** What rules match by: `source` and `detail-type` of the events. */
export const EVENT_SOURCE = "partproof";
export const INSPECTION_COMPLETED = "inspection-completed";

/** The detail of an `inspection-completed` event: enough to act on. The API has the whole inspection. */
export type InspectionCompleted = Pick<
  Inspection,
  "id" | "verdict" | "recipe" | "source" | "receivedAt" | "inspectedAt" | "rejectReason" | "timingsMs"
> & {
  /** Those that are not as the recipe expects, at most {@link MAX_FINDINGS}; boxes and texts are left out. */
  findings: Omit<Finding, "boxes" | "text" | "place">[];
  /** At most as many, each one line. */
  reasons: string[];
  /** How many findings were left out for want of room. */
  moreFindings: number;
};

/**
 * A finding takes at most about 1 KB, and a reason 2 KB at worst, so that the detail stays below 200 KB of the 256 KB
 * that an event could have until 2026.
 */
const MAX_FINDINGS = 60;
const MAX_REASON = 500;

/**
 * Tells the event bus of an inspection that has its verdict. At least once: the same inspection may be told again, by
 * the same `detail.id`.
 * @throws PartproofError also where the bus took the call but not the event
 */
export function createEventBridgePublisher(deps: {
  events: EventBridgeClient;
  busName: string;
}): (inspection: Inspection) => Promise<void> {
  const doing = (id: string) => `publish that inspection ${id} was completed`;
  return async (inspection) => {
    const put = new PutEventsCommand({
      Entries: [
        {
          EventBusName: deps.busName,
          Source: EVENT_SOURCE,
          DetailType: INSPECTION_COMPLETED,
          Time: new Date(inspection.inspectedAt),
          Detail: JSON.stringify(detailOf(inspection)),
        },
      ],
    });
    const answer = await deps.events.send(put).catch((error: unknown) => {
      throw asAwsError(error, doing(inspection.id));
    });
    const refused = answer.Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
    if (refused || (answer.FailedEntryCount ?? 0) > 0) throw asEntryError(refused, doing(inspection.id));
  };
}

function detailOf(inspection: Inspection): InspectionCompleted {
  const { id, verdict, recipe, source, receivedAt, inspectedAt, rejectReason, timingsMs } = inspection;
  const wrong = inspection.findings.filter(({ state }) => state !== "present");
  return {
    id,
    verdict,
    recipe,
    source,
    receivedAt,
    inspectedAt,
    ...(rejectReason === undefined ? {} : { rejectReason }),
    timingsMs,
    findings: wrong.slice(0, MAX_FINDINGS).map(({ boxes, text, place, ...told }) => told),
    reasons: inspection.reasons.slice(0, MAX_FINDINGS).map((reason) => oneLine(reason, MAX_REASON)),
    moreFindings: Math.max(0, wrong.length - MAX_FINDINGS),
  };
}

/** The bus answers 200 to a call of which it refused an entry; its code says whether the next try may succeed. */
function asEntryError(entry: PutEventsResultEntry | undefined, doing: string): PartproofError {
  const code = entry?.ErrorCode ?? "unknown";
  const passes = /thrott|internal|unavailable|unknown/i.test(code);
  return new PartproofError(
    passes ? "unavailable" : "internal",
    `AWS could not ${doing} (${code}). ${passes ? "It is tried again." : "Check the event bus and this function's role."}`,
    { cause: new Error(entry?.ErrorMessage ?? "No reason was given."), retryable: passes },
  );
}
