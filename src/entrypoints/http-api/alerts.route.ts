import { createRoute, z } from "@hono/zod-openapi";
import { alertSchema } from "../../domain/rules/alert.ts";
import { acknowledgeAlert } from "../../flow/acknowledge-alert.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";

const alertAnswer = alertSchema.meta({ id: "Alert" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/alerts",
  operationId: "listAlerts",
  tags: ["Support"],
  summary: "What notification rules want a person to answer for, newest first",
  request: {
    query: z.strictObject({
      state: z.enum(["open", "acknowledged"]).optional().describe("Default: both."),
      limit: queryNumber(z.int().min(1).max(200)).default(50),
      cursor: z.string().min(1).max(500).optional().describe("`next` of the page before."),
    }),
  },
  responses: {
    200: json(
      "A page of alerts.",
      z.object({
        items: z.array(alertAnswer),
        next: z.string().optional().describe("Cursor of the following page; absent on the last one."),
      }),
    ),
    ...problems(400),
  },
});

const acknowledgeRoute = createRoute({
  method: "post",
  path: "/v1/alerts/{id}/acknowledgement",
  operationId: "acknowledgeAlert",
  tags: ["Support"],
  summary: "Answer for an alert, so that it is not passed on to others",
  description:
    "It is sealed in the name of whoever is signed in. The first one who acknowledges an alert holds.",
  request: {
    params: z.object({ id: z.string().max(100).meta({ example: "01K3ZJ5S3B8Q4T7N9V2X6Y0W1R-3fa91c2b77" }) }),
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .strictObject({ note: z.string().min(1).max(2000).optional() })
            .meta({ id: "Acknowledge" }),
          example: { note: "I am at the line." },
        },
      },
    },
  },
  responses: { 200: json("The alert.", alertAnswer), ...problems(400, 404, 409, 413, 415) },
});

export function addAlertRoutes(api: Api, { platform }: HttpApiDeps): void {
  api.openapi(listRoute, async (c) => {
    const { state, ...page } = c.req.valid("query");
    const acknowledged = state === undefined ? undefined : state === "acknowledged";
    return c.json(await platform.rules.alerts.list({ acknowledged }, page), 200);
  });

  api.openapi(acknowledgeRoute, async (c) => {
    const { id: alertId } = c.req.valid("param");
    const { note } = c.req.valid("json");
    return c.json(await acknowledgeAlert(platform, { alertId, by: c.get("principal").name, note }), 200);
  });
}
