import { createRoute, z } from "@hono/zod-openapi";
import { nameSchema } from "../../domain/recipe.ts";
import { currentShift } from "../../domain/shift.ts";
import { summarize } from "../../domain/summarize.ts";
import type { Platform } from "../../flow/platform.ts";
import type { KnownLine } from "../../ports/live-records.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";

const linesRoute = createRoute({
  method: "get",
  path: "/v1/lines",
  operationId: "listLines",
  tags: ["Inspections"],
  summary: "The lines that photos came from",
  description: "Where a store cannot tell them all, as on AWS, those of the newest 200 inspections.",
  responses: {
    200: json(
      "The lines by name.",
      z.object({
        items: z.array(
          z.object({ line: z.string(), lastReceivedAt: z.iso.datetime() }).meta({ id: "KnownLine" }),
        ),
      }),
    ),
  },
});

const count = z.int().min(0);

const shiftRoute = createRoute({
  method: "get",
  path: "/v1/shift",
  operationId: "getShift",
  tags: ["Inspections"],
  summary: "The shift that is on: counts and yield so far",
  description: "Shifts start at the times of the setting PARTPROOF_SHIFT_STARTS; without it, at midnight.",
  request: { query: z.strictObject({ line: nameSchema.optional(), recipe: nameSchema.optional() }) },
  responses: {
    200: json(
      "The numbers of the photos received since the shift began.",
      z.object({
        from: z.iso.datetime(),
        to: z.iso.datetime().describe("When it ends."),
        received: count,
        pass: count,
        fail: count,
        review: count,
        rejected: count,
        inspected: count.describe("With a verdict other than rejected."),
        inProgress: count.describe("Received and not judged, dead letters among them."),
        yield: z
          .number()
          .optional()
          .describe("First-pass yield, 0 to 1: pass ÷ inspected. Absent when nothing was."),
      }),
    ),
    ...problems(400),
  },
});

export function addLineRoutes(api: Api, { platform, live, shiftStarts = ["00:00"] }: HttpApiDeps): void {
  api.openapi(linesRoute, async (c) =>
    c.json({ items: await (live ? live.records.lines() : newestLines(platform)) }, 200),
  );

  api.openapi(shiftRoute, async (c) => {
    const shift = currentShift(platform.now(), {
      starts: shiftStarts,
      timeZone: platform.settings.reader.timeZone,
    });
    const range = { from: shift.from.toISOString(), to: shift.to.toISOString() };
    const { deadLetters: _unknown, ...numbers } = summarize(
      await platform.records.count({ ...c.req.valid("query"), ...range }),
    );
    return c.json({ ...range, ...numbers }, 200);
  });
}

async function newestLines({ records }: Platform): Promise<KnownLine[]> {
  const { items } = await records.list({}, { limit: 200 });
  const last = new Map<string, string>();
  for (const { source, receivedAt } of items) {
    if (source.line !== undefined && !last.has(source.line)) last.set(source.line, receivedAt);
  }
  return [...last]
    .map(([line, lastReceivedAt]) => ({ line, lastReceivedAt }))
    .sort((a, b) => (a.line < b.line ? -1 : 1));
}
