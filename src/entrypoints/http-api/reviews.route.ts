import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { riskOf } from "../../domain/review/review-risk.ts";
import { type ClaimedReview, claimReview, releaseReview, renewReview } from "../../flow/review-queue.ts";
import { idParam, inspectionAnswer, json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";

const count = z.int().min(0);
const claimSchema = z.string().min(1).max(64).describe("`claim` of the answer that handed out the review.");
const reasonSchema = z
  .enum(["review", "sample"])
  .describe("`sample`: drawn at random, to learn how often verdicts are wrong.");
const untilSchema = z.iso.datetime().describe("When the claim runs out, unless it is renewed.");

export const reviewStatsShape = {
  waiting: count.describe("Those held by somebody included."),
  held: count.describe("Of those, how many somebody is looking at."),
  samples: count.describe("Of those, how many were drawn as samples."),
  oldestQueuedAt: z.iso.datetime().optional(),
};

const riskAnswer = z
  .discriminatedUnion("code", [
    z.object({
      code: z.literal("part-wrong"),
      part: z.string(),
      state: z.enum(["missing", "extra", "misplaced"]),
    }),
    z.object({
      code: z.literal("part-uncertain"),
      part: z.string(),
      mayBeMissing: z.boolean(),
      confidence: z.number().optional(),
    }),
    z.object({ code: z.literal("not-vouched"), because: z.string() }),
  ])
  .meta({ id: "ReviewRisk" });

const reviewAnswer = z
  .object({
    claim: z.string().describe("Names the claim; send it along with the decision."),
    until: untilSchema,
    reason: reasonSchema,
    queuedAt: z.iso.datetime(),
    risks: z.array(riskAnswer).describe("What is at stake, the weightiest first; empty for a sample."),
    inspection: inspectionAnswer,
  })
  .meta({ id: "Review" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/reviews",
  operationId: "listReviews",
  tags: ["Reviews"],
  summary: "What waits for a person, in the order in which it is handed out",
  request: { query: z.strictObject({ limit: queryNumber(z.int().min(1).max(200)).default(50) }) },
  responses: {
    200: json(
      "Counts, and the first of those that wait.",
      z.object({
        ...reviewStatsShape,
        items: z.array(
          z.object({
            inspectionId: z.string(),
            reason: reasonSchema,
            queuedAt: z.iso.datetime(),
            heldBy: z.string().optional().describe("Who is looking at it now."),
            heldUntil: z.iso.datetime().optional(),
          }),
        ),
      }),
    ),
    ...problems(400),
  },
});

const nextRoute = createRoute({
  method: "post",
  path: "/v1/reviews/next",
  operationId: "claimNextReview",
  tags: ["Reviews"],
  summary: "Take the next inspection to look at, the riskiest and oldest first",
  description:
    "Nobody else gets it while the claim holds, which is two minutes unless it is renewed. Asking again takes another one.",
  request: {
    body: {
      required: false,
      content: {
        "application/json": {
          schema: z.strictObject({
            except: z.array(z.string().max(64)).max(500).default([]).describe("Not these: you skipped them."),
          }),
        },
      },
    },
  },
  responses: {
    200: json(
      "The review, absent when none is left, and what still waits.",
      z.object({ review: reviewAnswer.optional(), ...reviewStatsShape }),
    ),
    ...problems(400, 413, 415),
  },
});

const claim = { path: "/v1/reviews/{id}/claim", tags: ["Reviews"] };

const takeRoute = createRoute({
  ...claim,
  method: "post",
  operationId: "claimReview",
  summary: "Take this inspection, if it waits and nobody has it",
  request: { params: idParam },
  responses: { 200: json("The review.", reviewAnswer), ...problems(400, 409) },
});

const renewRoute = createRoute({
  ...claim,
  method: "put",
  operationId: "renewReview",
  summary: "Keep a claim for two more minutes",
  description: "A claim that ran out can be renewed as long as nobody else has taken the review.",
  request: {
    params: idParam,
    body: {
      required: true,
      content: { "application/json": { schema: z.strictObject({ claim: claimSchema }) } },
    },
  },
  responses: {
    200: json("It holds.", z.object({ until: untilSchema })),
    ...problems(400, 409, 413, 415),
  },
});

const releaseRoute = createRoute({
  ...claim,
  method: "delete",
  operationId: "releaseReview",
  summary: "Give a review back, for the next one who asks",
  request: { params: idParam, query: z.strictObject({ claim: claimSchema }) },
  responses: { 204: { description: "Given back, or it was yours no longer." }, ...problems(400) },
});

/** The review queue: what waits for a person, handed out so that no two people get the same. */
export function addReviewRoutes(api: Api, { platform }: HttpApiDeps): void {
  const stats = () => platform.reviews.stats(platform.now());

  api.openapi(listRoute, async (c) => {
    const listed = await platform.reviews.list(platform.now(), c.req.valid("query").limit);
    const items = listed.map(({ inspectionId, reason, queuedAt, heldBy, heldUntil }) => ({
      ...{ inspectionId, reason, queuedAt },
      ...(heldBy === undefined ? {} : { heldBy }),
      ...(heldUntil === undefined ? {} : { heldUntil }),
    }));
    return c.json({ ...(await stats()), items }, 200);
  });

  api.openapi(nextRoute, async (c) => {
    const by = c.get("principal").name;
    const claimed = await claimReview(platform, { by, except: c.req.valid("json").except });
    return c.json({ ...(claimed ? { review: shown(claimed) } : {}), ...(await stats()) }, 200);
  });

  api.openapi(takeRoute, async (c) => {
    const { id } = c.req.valid("param");
    const claimed = await claimReview(platform, { by: c.get("principal").name, only: id });
    if (claimed) return c.json(shown(claimed), 200);
    const message = `The inspection ${id} does not wait for a review, or somebody is looking at it. See GET /v1/reviews.`;
    throw new PartproofError("conflict", message);
  });

  api.openapi(renewRoute, async (c) => {
    const { claim: claimId } = c.req.valid("json");
    const until = await renewReview(platform, { inspectionId: c.req.valid("param").id, claimId });
    return c.json({ until: until.toISOString() }, 200);
  });

  api.openapi(releaseRoute, async (c) => {
    const held = { inspectionId: c.req.valid("param").id, claimId: c.req.valid("query").claim };
    await releaseReview(platform, held, c.get("principal").name);
    return c.body(null, 204);
  });
}

function shown({ item, claimId, until, inspection }: ClaimedReview): z.infer<typeof reviewAnswer> {
  const { reason, queuedAt } = item;
  const risks = reason === "review" ? riskOf(inspection).reasons : [];
  return { claim: claimId, until: until.toISOString(), reason, queuedAt, risks, inspection };
}
