import { createRoute, z } from "@hono/zod-openapi";
import { decisionSchema } from "../../domain/inspection.ts";
import { noInspection, reviewInspection, withdrawDecision } from "../../flow/review-inspection.ts";
import { idParam, inspectionAnswer, json, pendingAnswer, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { filterQuery, linkHeader, linkToNext, pageAnswer, pageQuery } from "./inspection-filter.ts";

const listRoute = createRoute({
  method: "get",
  path: "/v1/inspections",
  operationId: "listInspections",
  tags: ["Inspections"],
  summary: "List inspections, newest first",
  request: {
    query: z.strictObject({ ...filterQuery, ...pageQuery }),
  },
  responses: {
    200: { ...json("A page of inspections.", pageAnswer(inspectionAnswer)), headers: linkHeader },
    ...problems(400),
  },
});

const getRoute = createRoute({
  method: "get",
  path: "/v1/inspections/{id}",
  operationId: "getInspection",
  tags: ["Inspections"],
  summary: "One inspection",
  request: { params: idParam },
  responses: {
    200: json("The inspection.", inspectionAnswer),
    202: json("The photo was received; there is no verdict yet.", pendingAnswer),
    ...problems(400, 404),
  },
});

const disposeRoute = createRoute({
  method: "post",
  path: "/v1/inspections/{id}/dispositions",
  operationId: "addDisposition",
  tags: ["Inspections"],
  summary: "Agree with a verdict, or overrule it",
  description: "The decision is sealed in the name of whoever the token belongs to. The verdict stays.",
  request: {
    params: idParam,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z
            .strictObject({
              ...decisionSchema.pick({ decision: true, verdict: true, reason: true }).shape,
              claim: z
                .string()
                .min(1)
                .max(64)
                .optional()
                .describe(
                  "`claim` of the review that this decides, see `/v1/reviews/next`: then it is refused when the claim was lost.",
                ),
            })
            .meta({ id: "Decision" }),
          example: { decision: "agree", verdict: "fail", reason: "The screw at the top left is missing." },
        },
      },
    },
  },
  responses: {
    201: json("The inspection with the decision.", inspectionAnswer),
    ...problems(400, 404, 409, 413, 415),
  },
});

const withdrawRoute = createRoute({
  method: "post",
  path: "/v1/inspections/{id}/dispositions/withdrawal",
  operationId: "withdrawDisposition",
  tags: ["Inspections"],
  summary: "Take back your last decision",
  description:
    "The decision stays in the evidence, and a further entry says that it counts no longer. What came from the review queue waits there again, unless an earlier decision holds.",
  request: {
    params: idParam,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject(decisionSchema.pick({ reason: true }).shape).meta({ id: "Withdrawal" }),
          example: { reason: "I hit the wrong key." },
        },
      },
    },
  },
  responses: {
    201: json("The inspection with what was said of it.", inspectionAnswer),
    ...problems(400, 404, 409, 413, 415),
  },
});

export function addInspectionRoutes(api: Api, { platform }: HttpApiDeps): void {
  api.openapi(listRoute, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid("query");
    const page = await platform.records.list(filter, { limit, cursor });
    if (page.next !== undefined) c.header("Link", linkToNext("/v1/inspections", c.req.query(), page.next));
    return c.json(page, 200);
  });

  api.openapi(getRoute, async (c) => {
    const { id } = c.req.valid("param");
    const inspection = await platform.records.get(id);
    if (inspection) return c.json(inspection, 200);
    if (!(await platform.records.getReceipt(id))) throw noInspection(id);
    c.header("Retry-After", "1");
    return c.json({ inspectionId: id, status: "pending" as const }, 202);
  });

  api.openapi(disposeRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { claim, ...decision } = c.req.valid("json");
    const by = c.get("principal").name;
    return c.json(await reviewInspection(platform, { ...decision, inspectionId: id, by }, claim), 201);
  });

  api.openapi(withdrawRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { reason } = c.req.valid("json");
    const by = c.get("principal").name;
    return c.json(await withdrawDecision(platform, { inspectionId: id, by, reason }), 201);
  });
}
