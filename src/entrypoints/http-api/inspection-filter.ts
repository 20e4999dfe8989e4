import { z } from "@hono/zod-openapi";
import { verdictSchema } from "../../domain/inspection.ts";
import { nameSchema } from "../../domain/recipe.ts";
import { timeQuery, traceQuery } from "./documented.ts";
import { queryNumber } from "./query-number.ts";

/** What inspections can be looked up by: each is served by an index, alone and with the others. */
export const filterQuery = {
  recipe: nameSchema.optional(),
  verdict: verdictSchema.optional(),
  line: nameSchema.optional(),
  serial: traceQuery.optional(),
  lot: traceQuery.optional(),
  from: timeQuery.optional().describe("Received at or after."),
  to: timeQuery.optional().describe("Received before."),
};

export const pageQuery = {
  limit: queryNumber(z.int().min(1).max(200)).default(50),
  cursor: z.string().min(1).max(500).optional().describe("`next` of the page before."),
};

/** A page of something, with the cursor of the following one. */
export function pageAnswer<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().optional().describe("Cursor of the following page; absent on the last one."),
  });
}

export const linkHeader = z.object({
  Link: z.string().optional().describe('The following page, as `rel="next"`.'),
});

/** @param path of the list @param query as it was asked */
export function linkToNext(path: string, query: Record<string, string>, next: string): string {
  return `<${path}?${new URLSearchParams({ ...query, cursor: next })}>; rel="next"`;
}
