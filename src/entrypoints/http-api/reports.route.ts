import { createRoute, z } from "@hono/zod-openapi";
import { nameSchema } from "../../domain/recipe.ts";
import { qualityReportSchema } from "../../domain/report/quality-report.ts";
import { languageSchema } from "../../domain/words/language.ts";
import { readExamplePhotos } from "../../flow/read-example-photos.ts";
import { reportInspections } from "../../flow/report-inspections.ts";
import { REPORT_FORMATS, REPORT_MEDIA_TYPES, renderReport } from "../../report-forms/render-report.ts";
import { bytesSchema, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { reportResponse } from "./report-response.ts";

/** Without an offset it is a time of the time zone; the flow says what is no time. */
const timeSchema = z.string().min(1).max(40).meta({ example: "2026-03-01" });

const reportRoute = createRoute({
  method: "get",
  path: "/v1/reports",
  operationId: "report",
  tags: ["Reports"],
  summary: "Yield, missing parts, fail rate, drift, latency and agreement with people, over a range of time",
  description:
    "Shares and confidences are 0 to 1, times milliseconds. All forms hold the same numbers, and the same range of the same evidence gives the same bytes.",
  request: {
    query: z.strictObject({
      from: timeSchema.describe("Received at or after: a date or time in ISO 8601."),
      to: timeSchema.describe("Received before."),
      recipe: nameSchema.optional(),
      line: nameSchema.optional(),
      timeZone: z.string().min(1).max(60).default("UTC").describe("Where days and weeks begin."),
      format: z.enum(REPORT_FORMATS).default("json"),
      language: languageSchema
        .default("en")
        .describe("Of HTML, PDF and XLSX; JSON and CSV are for programs."),
      paper: z.enum(["A4", "LETTER"]).default("A4").describe("Of a PDF."),
    }),
  },
  responses: {
    200: {
      description: "The report.",
      content: {
        "application/json": { schema: qualityReportSchema.meta({ id: "QualityReport" }) },
        "text/csv": { schema: z.string() },
        "text/html": { schema: z.string() },
        "application/pdf": { schema: bytesSchema },
        [REPORT_MEDIA_TYPES.xlsx]: { schema: bytesSchema },
      },
    },
    ...problems(400),
  },
});

export function addReportRoutes(api: Api, { platform }: HttpApiDeps): void {
  api.openapi(reportRoute, async (c) => {
    const { format, paper, language = platform.settings.reader.language, ...range } = c.req.valid("query");
    const report = await reportInspections(platform, range);
    const photos = () => readExamplePhotos(platform, report);
    const bytes = await renderReport(report, format, { paper, language, photos });
    const day = range.from.replace(/[^0-9T-]/g, "").slice(0, 16);
    return reportResponse(bytes, format, day);
  });
}
