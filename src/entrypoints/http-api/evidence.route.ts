import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { type EvidenceEntry, hashEntry } from "../../domain/evidence.ts";
import { inspectionBodySchema } from "../../domain/inspection.ts";
import type { Platform } from "../../flow/platform.ts";
import { noInspection } from "../../flow/review-inspection.ts";
import { verifyInspection } from "../../flow/verify-inspection.ts";
import { headSchema, idParam, json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";

const getRoute = createRoute({
  method: "get",
  path: "/v1/inspections/{id}/evidence",
  operationId: "getEvidence",
  tags: ["Evidence"],
  summary: "The sealed entry of an inspection",
  description:
    "`sha256` covers every other field of the entry in canonical form (RFC 8785), so also the hash of the entry before it.",
  request: { params: idParam },
  responses: {
    200: json(
      "The entry as it stands in the vault.",
      z.object({
        entry: z.object({
          kind: z.literal("inspection"),
          inspection: inspectionBodySchema,
          sequence: z.int(),
          previousSha256: z.string(),
          sealedAt: z.iso.datetime(),
          sha256: z.string(),
        }),
        intact: z.boolean().describe("The entry matches its own hash and the one that was recorded."),
        head: headSchema.describe("The end of the chain now."),
      }),
    ),
    ...problems(400, 404),
  },
});

const verifyOneRoute = createRoute({
  method: "post",
  path: "/v1/inspections/{id}/verification",
  operationId: "verifyInspection",
  tags: ["Evidence"],
  summary: "Check one inspection: its record and its photos",
  description:
    "The record is checked against its own hash, the one noted when it was sealed and the entry before it; the photos " +
    "against the record. The chain as a whole is checked by `POST /v1/evidence/verification`.",
  request: { params: idParam },
  responses: {
    200: json(
      "What was found.",
      z.object({
        intact: z.boolean(),
        sequence: z.int().describe("Of the entry in the chain."),
        checks: z.array(
          z.object({
            what: z.enum(["record", "original photo", "analyzed photo"]),
            state: z
              .enum(["intact", "expired", "damaged"])
              .describe("`expired`: removed after its retention, as is allowed."),
            sha256: z.string().describe("Of what should be there."),
            detail: z.string().optional().describe("What is wrong, where something is."),
          }),
        ),
      }),
    ),
    ...problems(400, 404),
  },
});

export function addEvidenceRoutes(api: Api, { platform }: HttpApiDeps): void {
  api.openapi(getRoute, async (c) => {
    const { id } = c.req.valid("param");
    const inspection = await platform.records.get(id);
    if (!inspection) throw noInspection(id);
    const { sequence, recordSha256 } = inspection.evidence;
    const entry = await sealedInspection(platform, sequence);
    const intact = entry.sha256 === recordSha256 && entry.sha256 === (await hashEntry(entry));
    return c.json({ entry, intact, head: await platform.vault.head() }, 200);
  });

  api.openapi(verifyOneRoute, async (c) =>
    c.json(await verifyInspection(platform, c.req.valid("param").id), 200),
  );
}

async function sealedInspection(
  platform: Platform,
  sequence: number,
): Promise<EvidenceEntry & { kind: "inspection" }> {
  for await (const stored of platform.vault.entries(sequence - 1)) {
    if (stored.sequence !== sequence) break;
    if ("entry" in stored && stored.entry.kind === "inspection") return stored.entry;
    const what = "damaged" in stored ? stored.damaged : "It is about something else.";
    throw new PartproofError("damaged", `Evidence entry ${sequence} is not as it was sealed. ${what}`);
  }
  throw new PartproofError("damaged", `Evidence entry ${sequence} is no longer in the vault.`);
}
