import { OpenAPIHono } from "@hono/zod-openapi";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { addAlertRoutes } from "./alerts.route.ts";
import { addAuditRoutes } from "./audit.route.ts";
import { guard } from "./auth.ts";
import { addChannelRoutes } from "./channels.route.ts";
import { addComparisonRoutes } from "./comparison.route.ts";
import { addDocumentRoutes } from "./documents.route.ts";
import { addEventRoutes } from "./events.route.ts";
import { addEvidenceRoutes } from "./evidence.route.ts";
import { addExportRoutes } from "./exports.route.ts";
import { addFlowRoutes } from "./flow.route.ts";
import { addHealthRoutes } from "./health.route.ts";
import type { Api, ApiEnv, HttpApiDeps } from "./http-api-deps.ts";
import { addImageRoutes, refuseWhenOverloaded } from "./images.route.ts";
import { addInspectionRoutes } from "./inspections.route.ts";
import { addKeptReportRoutes } from "./kept-reports.route.ts";
import { addLessonLabelRoutes } from "./lesson-labels.route.ts";
import { addLessonPhotoRoutes } from "./lesson-photos.route.ts";
import { addLessonRoutes } from "./lessons.route.ts";
import { limitBody } from "./limit-body.ts";
import { addLineRoutes } from "./lines.route.ts";
import { addMessageRoutes } from "./messages.route.ts";
import { addModelRoutes } from "./models.route.ts";
import { addDashboardRoutes, screenPage } from "./pages/dashboard.route.ts";
import { addPageRoutes } from "./pages/pages.route.ts";
import { addPeopleRoutes } from "./people.route.ts";
import { addPhotoRoutes } from "./photos.route.ts";
import { answerErrors, problemResponse } from "./problem.ts";
import { addRecipeRoutes } from "./recipes.route.ts";
import { addReconciliationRoutes } from "./reconciliation.route.ts";
import { refuseFaults } from "./refuse-faults.ts";
import { addReplayRoutes } from "./replays.route.ts";
import { addReportRoutes } from "./reports.route.ts";
import { addReviewRoutes } from "./reviews.route.ts";
import { addSessionRoutes } from "./session.route.ts";
import { addSetupRoutes } from "./setup.route.ts";
import { addSuggestionRoutes } from "./suggestions.route.ts";
import { addSummaryRoutes } from "./summaries.route.ts";
import { addTeachingRoutes } from "./teaching.route.ts";
import { addTokenRoutes } from "./tokens.route.ts";
import { addUploadRoutes } from "./uploads.route.ts";
import { addVerificationRoutes } from "./verification.route.ts";

/**
 * The HTTP API: one app for every platform. Give it to `serve` of @hono/node-server or `handle` of
 * hono/aws-lambda. It knows flow, ports and domain only.
 */
export function createHttpApi(deps: HttpApiDeps): Api {
  const api: Api = new OpenAPIHono<ApiEnv>({ defaultHook: refuseFaults });

  // In this order: whoever may not ask is told so before the body is read, and so is everybody when too much waits.
  api.use(requestId());
  // Errors, photos and pages are whole responses of their own, which do not take over what was set before them.
  api.use(async (c, next) => {
    await next();
    c.header("X-Request-Id", c.get("requestId"));
    // What needs a token must not stay behind in a cache, unless a route knows better.
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
  });
  api.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: "DENY",
      // Whoever puts TLS in front of this knows for how long; plain HTTP on one machine must stay reachable.
      strictTransportSecurity: false,
      // Pages bring a policy of their own.
      overwrite: false,
    }),
  );
  api.use(
    methodNotAllowed({
      app: api,
      onMethodNotAllowed: (c, methods) => refuseMethod(c.req, c.get("requestId"), methods),
    }),
  );
  api.use(guard(deps.identify));
  api.use("/v1/images", refuseWhenOverloaded(deps.platform));
  api.use(limitBody(deps.maxBodyBytes, deps.uploads !== undefined));

  addDashboardRoutes(api, deps);
  addPageRoutes(api, deps);
  addHealthRoutes(api, deps);
  addSessionRoutes(api, deps);
  addPeopleRoutes(api, deps);
  addTokenRoutes(api, deps);
  addAuditRoutes(api, deps);
  addChannelRoutes(api, deps);
  addImageRoutes(api, deps);
  addUploadRoutes(api, deps);
  addInspectionRoutes(api, deps);
  addSummaryRoutes(api, deps);
  addEventRoutes(api, deps);
  addLineRoutes(api, deps);
  addReviewRoutes(api, deps);
  addFlowRoutes(api, deps);
  addMessageRoutes(api, deps);
  addSetupRoutes(api, deps);
  addPhotoRoutes(api, deps);
  addEvidenceRoutes(api, deps);
  addVerificationRoutes(api, deps);
  addExportRoutes(api, deps);
  // Before the recipes: `schema.json` must not be taken for a recipe's id.
  addDocumentRoutes(api, deps);
  addRecipeRoutes(api, deps);
  addReplayRoutes(api, deps);
  addModelRoutes(api, deps);
  addComparisonRoutes(api, deps);
  addLessonRoutes(api, deps);
  addLessonPhotoRoutes(api, deps);
  addLessonLabelRoutes(api, deps);
  addSuggestionRoutes(api, deps);
  addTeachingRoutes(api, deps);
  addReconciliationRoutes(api, deps);
  addAlertRoutes(api, deps);
  addReportRoutes(api, deps);
  addKeptReportRoutes(api, deps);

  api.onError(answerErrors(deps.platform.telemetry));
  api.notFound(async (c) => {
    const { method, path } = c.req;
    const page = await screenPage(deps.dashboard, { method, path, accept: c.req.header("Accept") });
    if (page) return page;
    const detail = `There is nothing at ${c.req.path}. The API reference is at /docs.`;
    const answer = { code: "not-found", title: "There is no such thing", status: 404, detail };
    return problemResponse(answer, { path: c.req.path, requestId: c.get("requestId") });
  });
  return api;
}

function refuseMethod(
  request: { method: string; path: string },
  requestId: string,
  methods: string[],
): Response {
  const detail = `${request.path} does not know ${request.method}; it knows ${methods.join(", ")}.`;
  const answer = { code: "method-not-allowed", title: "The path knows other methods", status: 405, detail };
  return problemResponse(answer, { path: request.path, requestId }, { Allow: methods.join(", ") });
}
