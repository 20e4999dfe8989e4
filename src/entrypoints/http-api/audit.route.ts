import { createRoute, z } from "@hono/zod-openapi";
import { mustHaveFrontDesk } from "./access-answers.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";

const auditEntryAnswer = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    by: z.string().describe("Name of the person or token."),
    action: z.enum([
      "signed-in",
      "person-created",
      "person-changed",
      "password-set",
      "token-created",
      "token-revoked",
      "channel-tested",
    ]),
    subject: z.string().describe("The person, token or channel that it was done to."),
    details: z.record(z.string(), z.string()).describe("Such as `role` and `roleBefore`."),
    failed: z.string().optional().describe("Why it was not done after all."),
  })
  .meta({ id: "AuditEntry" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/audit",
  operationId: "listAudit",
  tags: ["Access"],
  summary: "Who signed in, and who changed who may do what, newest first",
  description:
    "Entries are never changed or removed. Decisions on inspections and published recipes are sealed in the evidence instead. On AWS CloudTrail keeps this, and this answers 404.",
  request: {
    query: z.strictObject({
      limit: queryNumber(z.int().min(1).max(200)).default(50),
      cursor: z.string().min(1).max(64).optional().describe("`next` of the page before."),
    }),
  },
  responses: {
    200: json(
      "A page of entries.",
      z.object({
        items: z.array(auditEntryAnswer),
        next: z.string().optional().describe("Absent on the last page."),
      }),
    ),
    ...problems(400, 404),
  },
});

export function addAuditRoutes(api: Api, { frontDesk }: HttpApiDeps): void {
  api.openapi(listRoute, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const found = await mustHaveFrontDesk(frontDesk).audit.list({ limit: limit + 1, before: cursor });
    const items = found.slice(0, limit);
    const next = found.length > limit ? items.at(-1)?.id : undefined;
    return c.json({ items, ...(next === undefined ? {} : { next }) }, 200);
  });
}
