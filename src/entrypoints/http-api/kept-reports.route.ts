import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { type KeptReport, keptReportIdSchema, keptReportSchema } from "../../domain/report/kept-report.ts";
import { languageSchema } from "../../domain/words/language.ts";
import { readExamplePhotos } from "../../flow/read-example-photos.ts";
import { findReportFile, readReportFile, readReportNumbers } from "../../flow/read-kept-report.ts";
import { REPORT_FORMATS, REPORT_MEDIA_TYPES, renderReport } from "../../report-forms/render-report.ts";
import { bytesSchema, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";
import { reportResponse } from "./report-response.ts";

const described = keptReportSchema.meta({ id: "KeptReport" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/reports/kept",
  operationId: "listKeptReports",
  tags: ["Reports"],
  summary: "The reports that were made on a schedule and sealed, newest first",
  request: {
    query: z.strictObject({
      limit: queryNumber(z.int().min(1).max(200)).default(50),
      cursor: keptReportIdSchema.optional().describe("`next` of the page before."),
    }),
  },
  responses: {
    200: {
      description: "One page.",
      content: {
        "application/json": {
          schema: z.object({
            items: z.array(described),
            next: z.string().optional().describe("Cursor of the following page; absent on the last one."),
          }),
        },
      },
    },
    ...problems(400),
  },
});

const getRoute = createRoute({
  method: "get",
  path: "/v1/reports/kept/{id}",
  operationId: "getKeptReport",
  tags: ["Reports"],
  summary: "One kept report: what is sealed of it, or the report itself in one of its forms",
  description:
    "A form and language in which it was kept is answered as it was sealed, after its SHA-256 was checked; any other is made of the kept numbers.",
  request: {
    params: z.object({ id: keptReportIdSchema }),
    query: z.strictObject({
      format: z.enum(REPORT_FORMATS).optional().describe("Without it, what is sealed of the report."),
      language: languageSchema.optional().describe("Of HTML, PDF and XLSX. Default: as it was kept."),
    }),
  },
  responses: {
    200: {
      description: "The report.",
      content: {
        "application/json": { schema: described },
        "text/csv": { schema: z.string() },
        "text/html": { schema: z.string() },
        "application/pdf": { schema: bytesSchema },
        [REPORT_MEDIA_TYPES.xlsx]: { schema: bytesSchema },
      },
    },
    ...problems(400, 404),
  },
});

export function addKeptReportRoutes(api: Api, { platform }: HttpApiDeps): void {
  api.openapi(listRoute, async (c) => c.json(await platform.keptReports.list(c.req.valid("query")), 200));

  api.openapi(getRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { format, language } = c.req.valid("query");
    const report = await platform.keptReports.get(id);
    if (!report)
      throw new PartproofError(
        "not-found",
        `There is no kept report ${id}. GET /v1/reports/kept lists them.`,
      );
    if (format === undefined) return c.json(report, 200);
    const spoken = language ?? keptLanguage(report) ?? platform.settings.reader.language;
    return reportResponse(await inForm(report, format, spoken), format, id);
  });

  async function inForm(
    report: KeptReport,
    format: (typeof REPORT_FORMATS)[number],
    language: z.infer<typeof languageSchema>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const file =
      format === "csv" || format === "xlsx"
        ? undefined
        : findReportFile(report, format, format === "json" ? undefined : language);
    if (file) return new Uint8Array(await readReportFile(platform, file));
    const numbers = await readReportNumbers(platform, report);
    return renderReport(numbers, format, { language, photos: () => readExamplePhotos(platform, numbers) });
  }
}

function keptLanguage({ files }: KeptReport) {
  return files.find(({ language }) => language !== undefined)?.language;
}
