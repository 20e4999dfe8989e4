import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";

const simulationAnswer = z
  .object({
    state: z.enum(["stopped", "teaching", "running", "failed"]),
    progress: z.number().min(0).max(1).optional().describe("While it is taught its widget."),
    reason: z.string().optional().describe("Why it failed."),
  })
  .meta({ id: "Simulation" });

const setupRoute = createRoute({
  method: "get",
  path: "/v1/setup",
  operationId: "getSetup",
  tags: ["Support"],
  summary: "What a new system has already, and what it lacks",
  responses: {
    200: json(
      "All true: it is in service.",
      z.object({
        photo: z.boolean().describe("A photo was handed in."),
        model: z.boolean().describe("Somebody taught a model."),
        recipe: z.boolean().describe("A recipe is published."),
        verdict: z.boolean().describe("A photo has its verdict."),
        simulation: simulationAnswer
          .optional()
          .describe("The simulated line, where this system can have one."),
        watchedFolder: z
          .boolean()
          .describe("Whether photos can be put into a folder of this machine, by line and recipe."),
      }),
    ),
  },
});

const simulation = { path: "/v1/simulation", tags: ["Support"] };

const startRoute = createRoute({
  ...simulation,
  method: "post",
  operationId: "startSimulation",
  summary: "Start the simulated line",
  description:
    "It is taught a drawn widget, publishes its recipe, and puts photos of known truth in as a camera would. One that runs goes on.",
  responses: { 202: json("It starts.", simulationAnswer), ...problems(404) },
});

const stopRoute = createRoute({
  ...simulation,
  method: "delete",
  operationId: "stopSimulation",
  summary: "Stop the simulated line",
  description: "What it did stays: photos, verdicts, its recipe and model.",
  responses: { 200: json("It has stopped.", simulationAnswer), ...problems(404) },
});

/** The first run: what is there, and a line to begin with. */
export function addSetupRoutes(api: Api, deps: HttpApiDeps): void {
  const { platform, models, simulatedLine } = deps;

  api.openapi(setupRoute, async (c) => {
    const verdict = (await platform.records.list({}, { limit: 1 })).items.length > 0;
    const answer = {
      verdict,
      // Counting all receipts costs nothing where there is no verdict yet.
      photo: verdict || (await platform.records.count({})).received > 0,
      model: (await models.list()).length > 0,
      recipe: (await platform.recipes.list()).length > 0,
      watchedFolder: simulatedLine !== undefined,
      ...(simulatedLine ? { simulation: simulatedLine.status() } : {}),
    };
    return c.json(answer, 200);
  });

  api.openapi(startRoute, (c) => {
    const line = here();
    void line.start();
    return c.json(line.status(), 202);
  });

  api.openapi(stopRoute, async (c) => {
    const line = here();
    await line.stop();
    return c.json(line.status(), 200);
  });

  function here() {
    if (simulatedLine) return simulatedLine;
    throw new PartproofError("not-found", "This system has no simulated line; it runs on one machine only.");
  }
}
