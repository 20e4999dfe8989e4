import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { reconcile } from "../../flow/reconcile.ts";
import { thumbnail } from "../../imaging/thumbnail.ts";
import { bytesSchema, idParam, json, pendingAnswer, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";

const count = z.int().min(0);

export const reconciliationAnswer = z.object({
  received: count,
  verdicts: z.object({ pass: count, fail: count, review: count, rejected: count }),
  deadLetters: count,
  inProgress: z.int().describe("Received, but neither judged nor dead: still in the line."),
  unaccounted: count.describe("Received, but nowhere to be found; anything but 0 is an alarm."),
});

const reconcileRoute = createRoute({
  method: "get",
  path: "/v1/reconciliation",
  operationId: "reconcile",
  tags: ["Support"],
  summary: "Photos in, and what became of them",
  responses: {
    200: json("The counts, over all time.", reconciliationAnswer),
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
  responses: { 202: json("It is in the line again.", pendingAnswer), ...problems(400, 404) },
});

const photoRoute = createRoute({
  method: "get",
  path: "/v1/dead-letters/{id}/photo",
  operationId: "getDeadLetterPhoto",
  tags: ["Support"],
  summary: "The photo of a dead letter, small",
  description: "WebP, 320 pixels wide. There is none where the file is no photo.",
  request: { params: idParam },
  responses: {
    200: { description: "The small photo.", content: { "image/webp": { schema: bytesSchema } } },
    ...problems(400, 404, 422),
  },
});

export function addReconciliationRoutes(api: Api, { platform }: HttpApiDeps): void {
  api.openapi(reconcileRoute, async (c) => c.json(await reconcile(platform), 200));

  api.openapi(deadLettersRoute, async (c) => {
    const { limit } = c.req.valid("query");
    return c.json({ items: await platform.queue.deadLetters(limit) }, 200);
  });

  api.openapi(photoRoute, async (c) => {
    const { id } = c.req.valid("param");
    const letter = await platform.queue.deadLetter(id);
    const receipt = letter && (await platform.records.getReceipt(id));
    if (!receipt) throw new PartproofError("not-found", `There is no dead letter ${id}.`);
    const small = await thumbnail(await platform.images.get(receipt.imageKey), 320);
    return c.body(Uint8Array.from(small), 200, {
      "Content-Type": "image/webp",
      "Cache-Control": "private, max-age=3600",
    });
  });

  api.openapi(redriveRoute, async (c) => {
    const { id } = c.req.valid("param");
    await platform.queue.redrive(id, platform.now());
    return c.json({ inspectionId: id, status: "pending" as const }, 202);
  });
}
