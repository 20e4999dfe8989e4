import { useEffect, useState } from "react";
import { openLiveConnection } from "../../live/live-connection.ts";
import { type Filter, fits, queryOf } from "./inspection-filter.ts";

/**
 * How many inspections that fit have come since the list was read. They are not put into it by themselves: a row that
 * moves away under the pointer is worse than one that waits.
 * @param onReset called when too much was missed to be counted, and after a cut: the list is to be read anew
 * @returns the count, and a function that starts it anew
 */
export function useNews(filter: Filter, onReset: () => void): readonly [number, () => void] {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const key = JSON.stringify(queryOf(filter));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds the filter
  useEffect(() => {
    setIds(new Set());
    let wasLost = false;
    return openLiveConnection(
      { line: filter.line },
      {
        inspection: (row) => fits(row, filter) && setIds((old) => new Set([...old, row.id])),
        decision: () => undefined,
        reset: onReset,
        state(state) {
          if (state === "live" && wasLost) onReset();
          wasLost = state === "lost";
        },
        clock: () => undefined,
      },
    );
  }, [key, onReset]);

  return [ids.size, () => setIds(new Set())];
}
