/**
 * `running`; `late`: no photo for much longer than usual; `stopped`: for so long that it is no hiccup;
 * `waiting`: there never was one.
 */
export type LineStatus = {
  kind: "running" | "late" | "stopped" | "waiting";
  sinceMs: number;
  usualMs?: number;
};

const LOOKED_AT = 20;
/** Fewer photos say nothing about what is usual. */
const FEWEST_GAPS = 3;
const LATE = { times: 5, atLeastMs: 15_000, unknownMs: 60_000 };
const STOPPED = { times: 30, atLeastMs: 120_000, unknownMs: 600_000 };

/**
 * Whether photos come as they usually do.
 * @param received when the last photos were received, newest first, ISO 8601
 * @param nowMs by the server's clock
 */
export function lineStatus(received: readonly string[], nowMs: number): LineStatus {
  const times = received.slice(0, LOOKED_AT + 1).map((at) => Date.parse(at));
  const [newest] = times;
  if (newest === undefined) return { kind: "waiting", sinceMs: 0 };
  const gaps = times.slice(1).map((time, i) => (times[i] ?? time) - time);
  const usualMs = gaps.length < FEWEST_GAPS ? undefined : median(gaps);
  const sinceMs = Math.max(0, nowMs - newest);
  const isOver = ({ times: factor, atLeastMs, unknownMs }: typeof LATE) =>
    sinceMs > (usualMs === undefined ? unknownMs : Math.max(atLeastMs, factor * usualMs));
  const kind = isOver(STOPPED) ? "stopped" : isOver(LATE) ? "late" : "running";
  return { kind, sinceMs, ...(usualMs === undefined ? {} : { usualMs }) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
