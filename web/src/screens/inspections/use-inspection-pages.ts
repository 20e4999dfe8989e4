import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { type Filter, queryOf } from "./inspection-filter.ts";

const PAGE = 100;

/** The inspections that fit, newest first, a page more each time that one is asked for. */
export function useInspectionPages(filter: Filter) {
  const query = queryOf(filter);
  const { data, ...rest } = useInfiniteQuery({
    queryKey: ["inspection-summaries", "pages", query],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam: cursor, signal }) => {
      const params = { query: { ...query, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } };
      const { data: page, error } = await api.GET("/v1/inspection-summaries", { params, signal });
      if (page === undefined) throw error;
      return page;
    },
    getNextPageParam: ({ next }) => next,
    // The rows of the filter before stay until the new ones are there.
    placeholderData: keepPreviousData,
  });
  return { rows: data?.pages.flatMap(({ items }) => items), ...rest };
}
