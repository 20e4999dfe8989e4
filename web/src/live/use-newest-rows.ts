import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { $api } from "../api/client.ts";
import {
  type DecisionEvent,
  type InspectionSummary,
  type LiveState,
  openLiveConnection,
} from "./live-connection.ts";
import { newestRows } from "./newest-rows.ts";

const MOST = 50;
const ASK_MS = 5_000;

/**
 * The newest inspections of a line, or of all, kept up to date by the server's events. For one line as long as it lives:
 * give the component that uses it the line as its key.
 * @returns `rows` undefined until they are there; `aheadMs`: how far the server's clock is ahead of ours
 */
export function useNewestRows(line: string | undefined) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const [aheadMs, setAheadMs] = useState(0);
  const [heard, setHeard] = useState<InspectionSummary[]>([]);
  const [decisions, setDecisions] = useState<DecisionEvent[]>([]);
  const { data, error, refetch } = $api.useQuery(
    "get",
    "/v1/inspection-summaries",
    { params: { query: { limit: MOST, ...(line === undefined ? {} : { line }) } } },
    { refetchInterval: state === "asking" ? ASK_MS : false },
  );
  const known = data && Math.max(0, ...data.items.map(({ sequence }) => sequence));
  const [after, setAfter] = useState<number>();
  if (after === undefined && known !== undefined) setAfter(known);

  useEffect(() => {
    if (after === undefined) return undefined;
    return openLiveConnection(
      { line, after },
      {
        inspection: (row) => setHeard((old) => [row, ...old].slice(0, MOST)),
        decision(decision) {
          const { inspectionId } = decision;
          if (decision.decision !== "withdrawn") {
            setDecisions((old) => [decision, ...old].slice(0, MOST));
            return;
          }
          // Which decision holds now is known by the server.
          setDecisions((old) => old.filter((other) => other.inspectionId !== inspectionId));
          setHeard((old) =>
            old.map(({ decided, ...row }) =>
              row.id === inspectionId ? row : { ...row, ...(decided && { decided }) },
            ),
          );
          void refetch();
        },
        reset: () => void refetch(),
        state(next) {
          setState(next);
          // The banner over all screens follows from whether the session can be asked for.
          if (next === "lost") void queries.refetchQueries({ queryKey: ["get", "/v1/session"] });
        },
        clock: setAheadMs,
      },
    );
  }, [line, after, queries, refetch]);

  const rows = useMemo(
    () => data && newestRows(data.items, heard, decisions, MOST),
    [data, heard, decisions],
  );
  return { rows, error, state, aheadMs };
}
