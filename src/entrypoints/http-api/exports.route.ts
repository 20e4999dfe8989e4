import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { nameSchema } from "../../domain/recipe.ts";
import { exportEvidence } from "../../flow/export-evidence.ts";
import { zipStream } from "../zip-stream.ts";
import { bytesSchema, problems, timeQuery, traceQuery } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";

/** Each reads the whole chain from its first entry on, at the pace of whoever takes it. */
const MOST_AT_ONCE = 4;

const exportRoute = createRoute({
  method: "get",
  path: "/v1/exports",
  operationId: "exportEvidence",
  tags: ["Evidence"],
  summary: "An offline bundle: photos, sealed entries, chain proof, and pages to read and to check it",
  description:
    "The zip comes as it is made. One that breaks off is no evidence: whatever opens it says that it is damaged. Expected is at least one of the filters. On AWS, where an answer has 6 MB at most, it answers 404: run `partproof export` there.",
  request: {
    query: z.strictObject({
      serial: traceQuery.optional(),
      lot: traceQuery.optional(),
      line: nameSchema.optional(),
      recipe: nameSchema.optional(),
      from: timeQuery.optional().describe("Received at or after."),
      to: timeQuery.optional().describe("Received before."),
    }),
  },
  responses: {
    200: { description: "The bundle.", content: { "application/zip": { schema: bytesSchema } } },
    ...problems(400, 404, 503),
  },
});

export function addExportRoutes(api: Api, { platform, verifierPage }: HttpApiDeps): void {
  let underWay = 0;

  api.openapi(exportRoute, async (c) => {
    const selection = c.req.valid("query");
    if (!verifierPage) throw notHere();
    if (Object.keys(selection).length === 0) throw nothingAsked();
    if (underWay >= MOST_AT_ONCE) throw tooMany();
    underWay += 1;
    const page = await verifierPage().catch((error: unknown) => {
      underWay -= 1;
      throw error;
    });
    // What can be said before the first file is a problem; afterwards the answer is under way and can only break off.
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const { zip, filled } = zipStream((put) =>
      exportEvidence(platform, selection, {
        verifierPage: page,
        put(file) {
          begin();
          return put(file);
        },
      }),
    );
    const ended = filled.finally(() => {
      underWay -= 1;
    });
    ended.catch((error: unknown) => {
      if (!c.req.raw.signal.aborted) platform.telemetry.failed("export evidence", error);
    });
    await Promise.race([begun, ended]);
    return new Response(zip, {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": `attachment; filename="${fileName(selection)}"`,
      },
    });
  });
}

/** Says what is in it, as far as that is harmless in a header and on any disk. */
function fileName(selection: Record<string, string | undefined>): string {
  const given = ["serial", "lot", "recipe", "line", "from", "to"].flatMap((name) => selection[name] ?? []);
  const stem = given.join("-").replaceAll(/[^A-Za-z0-9_-]+/g, "_");
  return `evidence-${stem.slice(0, 100)}.zip`;
}

function notHere(): PartproofError {
  const message = "This platform makes no bundles over HTTP. Run partproof export where the evidence is.";
  return new PartproofError("not-found", message);
}

function nothingAsked(): PartproofError {
  const message = "What shall be exported? Expected at least one of serial, lot, line, recipe, from and to.";
  return new PartproofError("invalid-input", message);
}

function tooMany(): PartproofError {
  return new PartproofError(
    "unavailable",
    `${MOST_AT_ONCE} exports are under way. Ask again when one has ended.`,
  );
}
