import { createRoute, z } from "@hono/zod-openapi";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";

const count = z.int().min(0);

export const messageCounts = z.object({
  waiting: count,
  sending: count,
  sent: count,
  failed: count.describe("Given up."),
  unconfirmed: count.describe("A crash cut them off; nobody knows whether they arrived."),
});

const listRoute = createRoute({
  method: "get",
  path: "/v1/messages",
  operationId: "listStuckMessages",
  tags: ["Support"],
  summary: "Messages that were given up, or of which nobody knows whether they arrived, newest first",
  request: { query: z.strictObject({ limit: queryNumber(z.int().min(1).max(200)).default(50) }) },
  responses: {
    200: json(
      "Counts of all messages, and those that are stuck.",
      z.object({
        counts: messageCounts,
        items: z.array(
          z.object({
            id: z.string(),
            state: z.enum(["failed", "unconfirmed"]),
            channel: z.string().describe("`mail`, or the name of the channel."),
            to: z.array(z.string()),
            subject: z.string(),
            createdAt: z.iso.datetime(),
            attempts: count,
            reason: z.string().optional(),
          }),
        ),
      }),
    ),
    ...problems(400),
  },
});

const resendRoute = createRoute({
  method: "post",
  path: "/v1/messages/{id}/resend",
  operationId: "resendMessage",
  tags: ["Support"],
  summary: "Send a stuck message again",
  description: "An unconfirmed one may have arrived: then people get it twice.",
  request: { params: z.object({ id: z.string().min(1).max(300) }) },
  responses: { 202: json("It waits to be sent.", z.object({ id: z.string() })), ...problems(400, 404) },
});

export function addMessageRoutes(api: Api, { messages }: HttpApiDeps): void {
  api.openapi(listRoute, async (c) => {
    const [counts, items] = [await messages.counts(), await messages.stuck(c.req.valid("query").limit)];
    return c.json({ counts, items }, 200);
  });

  api.openapi(resendRoute, async (c) => {
    const { id } = c.req.valid("param");
    await messages.resend(id);
    return c.json({ id }, 202);
  });
}
