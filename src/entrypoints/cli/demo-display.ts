import type { Inspection } from "../../domain/inspection.ts";
import type { TelemetryEvent } from "../../ports/telemetry.ts";
import type { PhotoTruth } from "../../simulator/plan-photo.ts";
import { addToTally, EMPTY_TALLY, type LineTally, scoreVerdict } from "../../simulator/score-verdict.ts";

const SYMBOLS = { pass: "✔", fail: "✘", review: "?", rejected: "!" } as const;
const REMARKS = { right: "", review: "", escape: "  ← ESCAPE", "false-reject": "  ← false reject" } as const;
/** A truth whose photo never gets a verdict is forgotten in the end. */
const MOST_REMEMBERED = 1000;

export type DemoDisplay = ReturnType<typeof createDemoDisplay>;

/** Tells on the terminal what the demo's line does, and, as the truth is known, how often it is wrong. */
export function createDemoDisplay(write: (line: string) => void) {
  const truths = new Map<string, PhotoTruth>();
  let tally: LineTally = EMPTY_TALLY;

  function show(inspection: Inspection): void {
    const { serial = "" } = inspection.source;
    const truth = truths.get(serial);
    if (!truth) return;
    truths.delete(serial);
    const { verdict, reasons, timingsMs } = inspection;
    tally = addToTally(tally, truth, verdict);
    const what = verdict === "pass" ? "every part is there" : reasons.join("; ");
    const remark = REMARKS[scoreVerdict(truth, verdict)];
    write(
      `${SYMBOLS[verdict]} ${verdict.padEnd(8)} ${serial}  ${String(Math.round(timingsMs.total)).padStart(4)} ms  ${what}${remark}`,
    );
    if (tally.photos % 10 === 0) write(summary(tally));
  }

  return {
    expect(truth: PhotoTruth): void {
      truths.set(truth.serial, truth);
      const oldest = truths.size > MOST_REMEMBERED ? truths.keys().next().value : undefined;
      if (oldest !== undefined) truths.delete(oldest);
    },
    observe(event: TelemetryEvent): void {
      if (event.event === "inspection-completed") show(event.inspection);
    },
  };
}

function summary({ photos, incomplete, escapes, falseRejects, reviews }: LineTally): string {
  return `  ${photos} widgets, ${incomplete} truly incomplete: ${escapes} escapes, ${falseRejects} false rejects, ${reviews} for review`;
}
