import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { type ChainHead, type EvidenceEntry, hashEntry } from "../../domain/evidence.ts";
import { inspectionBodySchema } from "../../domain/inspection.ts";
import type { Platform } from "../../flow/platform.ts";
import { noInspection } from "../../flow/review-inspection.ts";
import { type Verification, verifyEvidence } from "../../flow/verify-evidence.ts";
import { verifyInspection } from "../../flow/verify-inspection.ts";
import { idParam, json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";

const headSchema = z.strictObject({
  sequence: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "64 hex digits"),
});

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
    ...problems(404),
  },
});

const verifyRoute = createRoute({
  method: "post",
  path: "/v1/evidence/verification",
  operationId: "verifyEvidence",
  tags: ["Evidence"],
  summary: "Check every entry and every photo",
  description:
    "Reads all of the evidence, which takes its time; one verification runs at a time. Where a call may take 30 s " +
    "only, as on AWS, it stops before: `complete` is false, and the same call with `head` as `afterSequence` and " +
    "`afterSha256` goes on there.",
  request: {
    query: z.strictObject({
      sequence: queryNumber(z.int().min(1)).optional().describe("Of a head that was noted elsewhere."),
      sha256: headSchema.shape.sha256.optional().describe("Of the same head. Every mail carries one."),
      afterSequence: queryNumber(z.int().min(1))
        .optional()
        .describe(
          "`head.sequence` of a verification that found all intact: only what follows it is checked.",
        ),
      afterSha256: headSchema.shape.sha256.optional().describe("`head.sha256` of the same."),
    }),
  },
  responses: {
    200: json(
      "What was found. `fault` is the first thing that was altered, removed or reordered.",
      z.object({
        intact: z.boolean(),
        entries: z.int().describe("Checked by this call."),
        photos: z.int(),
        expired: z.int().describe("Photos removed after their retention, as is allowed."),
        head: headSchema.describe("The last entry that was checked: how far it came."),
        complete: z
          .boolean()
          .describe("False when it had to stop before the end; what follows `head` is not checked."),
        fault: z.object({ sequence: z.int(), what: z.string() }).optional(),
      }),
    ),
    ...problems(400, 503),
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
    ...problems(404),
  },
});

/** Kept free of a call's time: the entry under way still has its photos to be read. */
const SPARE_SECONDS = 5;

export function addEvidenceRoutes(api: Api, { platform, maxWaitSeconds }: HttpApiDeps): void {
  let running: Promise<Verification> | undefined;

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

  api.openapi(verifyRoute, async (c) => {
    const query = c.req.valid("query");
    const expectedHead = headOf(query.sequence, query.sha256, ["sequence", "sha256"]);
    const after = headOf(query.afterSequence, query.afterSha256, ["afterSequence", "afterSha256"]);
    if (expectedHead && after && expectedHead.sequence < after.sequence) {
      throw new PartproofError(
        "invalid-input",
        `Entry ${expectedHead.sequence} comes before ${after.sequence}, so it would not be looked at. Leave out \`afterSequence\`.`,
      );
    }
    if (running) {
      throw new PartproofError(
        "unavailable",
        "A verification is running already. Ask again when it has ended.",
      );
    }
    const endsMs = performance.now() + ((maxWaitSeconds ?? Number.POSITIVE_INFINITY) - SPARE_SECONDS) * 1000;
    running = verifyEvidence(platform, {
      mustStop: () => performance.now() > endsMs,
      ...(expectedHead ? { expectedHead } : {}),
      ...(after ? { after } : {}),
    });
    try {
      return c.json(await running, 200);
    } finally {
      running = undefined;
    }
  });
}

function headOf(
  sequence: number | undefined,
  sha256: string | undefined,
  [one, other]: readonly [string, string],
): ChainHead | undefined {
  if (sequence !== undefined && sha256 !== undefined) return { sequence, sha256 };
  if (sequence === undefined && sha256 === undefined) return undefined;
  throw new PartproofError("invalid-input", `A head is \`${one}\` and \`${other}\`: send both or neither.`);
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
