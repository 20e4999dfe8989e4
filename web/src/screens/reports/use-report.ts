import { keepPreviousData } from "@tanstack/react-query";
import { $api } from "../../api/client.ts";
import type { components } from "../../api/schema.gen.ts";
import type { ReportRange, ReportSearch } from "./report-search.ts";

export type Report = components["schemas"]["QualityReport"];

/** A report over months takes a while: as long as nobody looks for news, it is not made again. */
const FRESH_MS = 60_000;

export type ReportQuery = ReportRange & Pick<ReportSearch, "recipe" | "line">;

/** The numbers of a report; while another range is read, the last one stays. */
export function useReport(query: ReportQuery | undefined) {
  const { data, error, isFetching, isPlaceholderData } = $api.useQuery(
    "get",
    "/v1/reports",
    { params: { query: query ?? { from: "", to: "" } } },
    { enabled: query !== undefined, placeholderData: keepPreviousData, staleTime: FRESH_MS },
  );
  return {
    report: isReport(data) ? data : undefined,
    error,
    isFetching,
    isOfBefore: isPlaceholderData,
  };
}

/** The same address has other forms, which are text or bytes. */
function isReport(data: unknown): data is Report {
  return typeof data === "object" && data !== null && "madeFrom" in data;
}
