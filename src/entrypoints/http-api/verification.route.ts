import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import type { ChainHead } from "../../domain/evidence.ts";
import { createVerificationRunner } from "../../flow/verification-run.ts";
import { headSchema, json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";

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

const count = z.int().min(0);

export const keptVerificationAnswer = z
  .object({
    at: z.iso.datetime().describe("When it ended."),
    by: z.string(),
    intact: z.boolean(),
    through: count.describe("The last entry that was checked."),
    entries: count,
    photos: count,
    complete: z.boolean().describe("False when it had to stop before the end of the chain."),
    fault: z.object({ sequence: z.int(), what: z.string() }).optional(),
  })
  .meta({ id: "KeptVerification" });

const progressRoute = createRoute({
  method: "get",
  path: "/v1/evidence/verification",
  operationId: "getVerification",
  tags: ["Evidence"],
  summary: "How far the check of all evidence is, and what the last one found",
  responses: {
    200: json(
      "`running` while one is under way in this process; `last` after the first.",
      z.object({
        running: z
          .object({
            startedAt: z.iso.datetime(),
            entries: count.describe("Checked so far."),
            total: count.describe("To be checked."),
          })
          .optional(),
        last: keptVerificationAnswer.optional(),
      }),
    ),
  },
});

/** Kept free of a call's time: the entry under way still has its photos to be read. */
const SPARE_SECONDS = 5;

export function addVerificationRoutes(api: Api, deps: HttpApiDeps): void {
  const { platform, verifications, maxWaitSeconds } = deps;
  const runner = createVerificationRunner(platform, verifications);

  api.openapi(progressRoute, async (c) => {
    const [running, last] = [runner.progress(), await verifications.last()];
    return c.json({ ...(running ? { running } : {}), ...(last ? { last } : {}) }, 200);
  });

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
    const endsMs = performance.now() + ((maxWaitSeconds ?? Number.POSITIVE_INFINITY) - SPARE_SECONDS) * 1000;
    const found = await runner.run(c.get("principal").name, {
      mustStop: () => performance.now() > endsMs,
      ...(expectedHead ? { expectedHead } : {}),
      ...(after ? { after } : {}),
    });
    return c.json(found, 200);
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
