import type { Platform } from "./platform.ts";
import { type Reconciliation, reconcile } from "./reconcile.ts";

/** A file that came in where cameras put photos; `inspectionId` is the one it gets when it is received. */
export type Arrival = { name: string; inspectionId: string };

export type ArrivalReconciliation = {
  arrived: number;
  judged: number;
  deadLetters: number;
  inProgress: number;
  /** Arrived, but never received: the event was lost, or lies with the dead letters. */
  unaccounted: number;
  /** The first few of these, for whoever looks for them. */
  missing: string[];
  /** All that was ever received, by whatever way. */
  overall: Reconciliation;
};

const MOST_NAMED = 20;

type Counted = Pick<Platform, "records" | "queue" | "telemetry" | "now">;

/**
 * Whether every file that came in became an inspection: asked of each of them, since counts of two systems with two
 * clocks never agree at midnight. What came in by the API has a receipt from the start, and is in `overall`.
 */
export async function reconcileArrivals(
  platform: Counted,
  arrivals: AsyncIterable<Arrival>,
): Promise<ArrivalReconciliation> {
  const found = { arrived: 0, judged: 0, deadLetters: 0, inProgress: 0, unaccounted: 0 };
  const missing: string[] = [];
  for await (const { name, inspectionId } of arrivals) {
    const state = await stateOf(platform, inspectionId);
    found.arrived += 1;
    found[state] += 1;
    if (state === "unaccounted" && missing.length < MOST_NAMED) missing.push(name);
  }
  const overall = await reconcile(platform);
  const unaccounted = found.unaccounted + overall.unaccounted;
  platform.telemetry.record({ event: "photos-reconciled", arrived: found.arrived, unaccounted, missing });
  return { ...found, missing, overall };
}

async function stateOf(
  platform: Counted,
  inspectionId: string,
): Promise<"judged" | "deadLetters" | "inProgress" | "unaccounted"> {
  if (await platform.records.get(inspectionId)) return "judged";
  if (await platform.queue.deadLetter(inspectionId)) return "deadLetters";
  return (await platform.records.getReceipt(inspectionId)) ? "inProgress" : "unaccounted";
}
