import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";

/** Open to everybody, so it says one word and nothing of why. */
const healthAnswer = z.object({ status: z.enum(["ok", "unavailable"]) });

const healthRoute = createRoute({
  method: "get",
  path: "/healthz",
  operationId: "getHealth",
  tags: ["Support"],
  summary: "Whether photos can be handed in now",
  responses: { 200: json("Yes.", healthAnswer), 503: json("No.", healthAnswer) },
});

const metricsRoute = createRoute({
  method: "get",
  path: "/metrics",
  operationId: "getMetrics",
  tags: ["Support"],
  summary: "Metrics in Prometheus' text format",
  responses: {
    200: { description: "The metrics.", content: { "text/plain": { schema: z.string() } } },
    ...problems(404),
  },
});

export function addHealthRoutes(api: Api, { ready, metrics, platform }: HttpApiDeps): void {
  api.openapi(healthRoute, async (c) => {
    c.header("Cache-Control", "no-store");
    const ok = await isReady();
    return ok ? c.json({ status: "ok" as const }, 200) : c.json({ status: "unavailable" as const }, 503);
  });

  api.openapi(metricsRoute, async (c) => {
    if (!metrics) throw new PartproofError("not-found", "This platform keeps its metrics elsewhere.");
    return c.text(await metrics(), 200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" });
  });

  async function isReady(): Promise<boolean> {
    try {
      return ready ? await ready() : true;
    } catch (error) {
      platform.telemetry.failed("check whether the system is ready", error);
      return false;
    }
  }
}
