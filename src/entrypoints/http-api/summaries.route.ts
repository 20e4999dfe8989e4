import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { inspectionSummarySchema, summaryOf } from "../../domain/inspection-summary.ts";
import { listOnward } from "../../flow/list-onward.ts";
import type { Platform } from "../../flow/platform.ts";
import type { InspectionFilter } from "../../ports/record-store.ts";
import { renderInspectionsCsv } from "../../report-forms/inspections-csv.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { filterQuery, linkHeader, linkToNext, pageAnswer, pageQuery } from "./inspection-filter.ts";
import { streamOf } from "./stream-of.ts";

const summaryAnswer = inspectionSummarySchema.meta({ id: "InspectionSummary" });

const summariesRoute = createRoute({
  method: "get",
  path: "/v1/inspection-summaries",
  operationId: "listInspectionSummaries",
  tags: ["Inspections"],
  summary: "List inspections as short rows, newest first",
  description: "The same filters and cursors as the list of inspections, in a tenth of the bytes.",
  request: { query: z.strictObject({ ...filterQuery, ...pageQuery }) },
  responses: {
    200: { ...json("A page of rows.", pageAnswer(summaryAnswer)), headers: linkHeader },
    ...problems(400),
  },
});

const csvRoute = createRoute({
  method: "get",
  path: "/v1/inspections.csv",
  operationId: "downloadInspections",
  tags: ["Inspections"],
  summary: "Inspections as a table for a spreadsheet, newest first",
  description:
    "One row an inspection. Text that a spreadsheet would take for a formula has an apostrophe in front of it. " +
    "Where a call may take 30 s only, as on AWS, up to 10,000 inspections; more are refused, never left out.",
  request: { query: z.strictObject(filterQuery) },
  responses: {
    200: { description: "The table.", content: { "text/csv": { schema: z.string() } } },
    ...problems(400),
  },
});

const MOST_AT_ONCE = 10_000;

export function addSummaryRoutes(api: Api, { platform, maxWaitSeconds }: HttpApiDeps): void {
  api.openapi(summariesRoute, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid("query");
    const { items, next } = await platform.records.list(filter, { limit, cursor });
    const rows = items.map(summaryOf);
    if (next === undefined) return c.json({ items: rows }, 200);
    c.header("Link", linkToNext("/v1/inspection-summaries", c.req.query(), next));
    return c.json({ items: rows, next }, 200);
  });

  api.openapi(csvRoute, async (c) => {
    const filter = c.req.valid("query");
    if (maxWaitSeconds !== undefined) await refuseTooMany(platform, filter);
    return new Response(streamOf(renderInspectionsCsv(listOnward(platform, filter))), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="inspections.csv"',
      },
    });
  });
}

/** An answer that cannot be streamed is held in memory, and has to be ready in time. */
async function refuseTooMany(platform: Platform, filter: InspectionFilter): Promise<void> {
  const { verdicts } = await platform.records.count(filter);
  const count = Object.values(verdicts).reduce((sum, n) => sum + n, 0);
  if (count <= MOST_AT_ONCE) return;
  throw new PartproofError(
    "invalid-input",
    `${count} inspections fit, and at most ${MOST_AT_ONCE} can be sent at once here. Choose a shorter time with \`from\` and \`to\`.`,
  );
}
