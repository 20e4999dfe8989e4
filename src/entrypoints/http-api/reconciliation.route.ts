import { createRoute, z } from "@hono/zod-openapi";
import { reconcile } from "../../flow/reconcile.ts";
import { idParam, json, pendingAnswer, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";

const count = z.int().min(0);

const reconcileRoute = createRoute({
  method: "get",
  path: "/v1/reconciliation",
  operationId: "reconcile",
  tags: ["Support"],
  summary: "Photos in, and what became of them",
  responses: {
    200: json(
      "The counts, over all time.",
      z.object({
        received: count,
        verdicts: z.object({ pass: count, fail: count, review: count, rejected: count }),
        deadLetters: count,
        inProgress: z.int().describe("Received, but neither judged nor dead: still in the line."),
        unaccounted: count.describe("Received, but nowhere to be found; anything but 0 is an alarm."),
      }),
    ),
  },
});

const deadLettersRoute = createRoute({
  method: "get",
  path: "/v1/dead-letters",
  operationId: "listDeadLetters",
  tags: ["Support"],
  summary: "Photos that could not be inspected, newest first",
  request: { query: z.strictObject({ limit: queryNumber(z.int().min(1).max(200)).default(50) }) },
  responses: {
    200: json(
      "Dead letters, each with its reason.",
      z.object({
        items: z.array(
          z.object({
            inspectionId: z.string(),
            reason: z.string(),
            attempts: count,
            failedAt: z.iso.datetime(),
          }),
        ),
      }),
    ),
    ...problems(400),
  },
});

const redriveRoute = createRoute({
  method: "post",
  path: "/v1/dead-letters/{id}/redrive",
  operationId: "redriveDeadLetter",
  tags: ["Support"],
  summary: "Put a dead letter back in the line",
  request: { params: idParam },
  responses: { 202: json("It is in the line again.", pendingAnswer), ...problems(404) },
});

export function addReconciliationRoutes(api: Api, { platform }: HttpApiDeps): void {
  api.openapi(reconcileRoute, async (c) => c.json(await reconcile(platform), 200));

  api.openapi(deadLettersRoute, async (c) => {
    const { limit } = c.req.valid("query");
    return c.json({ items: await platform.queue.deadLetters(limit) }, 200);
  });

  api.openapi(redriveRoute, async (c) => {
    const { id } = c.req.valid("param");
    await platform.queue.redrive(id, platform.now());
    return c.json({ inspectionId: id, status: "pending" as const }, 202);
  });
}
