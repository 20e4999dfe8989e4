import { createRoute, z } from "@hono/zod-openapi";
import { reconcile } from "../../flow/reconcile.ts";
import { json } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { messageCounts } from "./messages.route.ts";
import { reconciliationAnswer } from "./reconciliation.route.ts";
import { reviewStatsShape } from "./reviews.route.ts";
import { keptVerificationAnswer } from "./verification.route.ts";

const count = z.int().min(0);

const flowRoute = createRoute({
  method: "get",
  path: "/v1/flow",
  operationId: "getFlow",
  tags: ["Support"],
  summary: "The whole flow in numbers: photos, queue, reviews, messages, evidence, disk",
  responses: {
    200: json(
      "As it is now.",
      z.object({
        photos: reconciliationAnswer,
        reconciled: z.boolean().describe("Every photo in is a verdict, a dead letter or still in the line."),
        queue: z.object({
          waiting: count,
          inProgress: count,
          oldestAgeMs: z.number().min(0).describe("Of the oldest photo in the line; 0 when there is none."),
        }),
        reviews: z.object(reviewStatsShape),
        messages: messageCounts,
        evidence: z.object({
          entries: count.describe("Sealed so far."),
          verification: keptVerificationAnswer.optional().describe("The last check of all of it."),
        }),
        disk: z
          .object({ freeBytes: z.number(), totalBytes: z.number() })
          .optional()
          .describe("Where everything is kept; absent where that is no disk."),
      }),
    ),
  },
});

export function addFlowRoutes(api: Api, deps: HttpApiDeps): void {
  const { platform, messages, verifications, disk } = deps;
  api.openapi(flowRoute, async (c) => {
    const now = platform.now();
    const [photos, stats, reviews, counts, head, verification, space] = await Promise.all([
      reconcile(platform),
      platform.queue.stats(now),
      platform.reviews.stats(now),
      messages.counts(),
      platform.vault.head(),
      verifications.last(),
      disk?.(),
    ]);
    const { waiting, inProgress, oldestAgeMs } = stats;
    const answer = {
      photos,
      reconciled: photos.unaccounted === 0,
      queue: { waiting, inProgress, oldestAgeMs },
      reviews,
      messages: counts,
      evidence: { entries: head.sequence, ...(verification ? { verification } : {}) },
      ...(space ? { disk: space } : {}),
    };
    return c.json(answer, 200);
  });
}
