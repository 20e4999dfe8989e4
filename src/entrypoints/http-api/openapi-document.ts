import { routeKey } from "./auth.ts";
import type { Api } from "./http-api-deps.ts";
import type { ACCESS } from "./roles.ts";

type Document = ReturnType<Api["getOpenAPI31Document"]>;
type Operation = { security?: unknown; description?: string; responses: Record<string, unknown> };

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/**
 * The OpenAPI 3.1 document of the routes that are registered. What holds for every route is added here and not
 * at each of them: who may call it, from the table of roles itself, and how it fails.
 */
export function describeApi(api: Api, version: string, access: typeof ACCESS): Document {
  const document = api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Partproof",
      version,
      description: "A verdict for every widget, and evidence that can be verified.",
      license: { name: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [
      "Access",
      "Images",
      "Inspections",
      "Recipes",
      "Models",
      "Teaching",
      "Evidence",
      "Reports",
      "Support",
    ].map((name) => ({
      name,
    })),
  });
  document.components = {
    ...document.components,
    securitySchemes: {
      token: { type: "http", scheme: "bearer", description: "Made by `partproof token create`." },
      session: {
        type: "apiKey",
        in: "cookie",
        name: "partproof_session",
        description:
          "Set by `POST /v1/session`; over HTTPS its name starts with `__Host-`. What changes something is then taken from pages of the same origin only.",
      },
    },
  };
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      if (operation) complete(operation, access[routeKey(method, path)]);
    }
  }
  return repairPatterns(document) as Document;
}

function complete(operation: Operation, access: (typeof ACCESS)[string] | undefined): void {
  operation.responses["500"] ??= problem("Something failed inside Partproof; the log has the details.");
  operation.responses["405"] ??= problem("The path knows other methods; `Allow` names them.");
  operation.responses["431"] ??= {
    description: "The address and the headers together have more than 16 KB.",
  };
  if (access === "open") {
    operation.security = [];
    return;
  }
  operation.security = [{ token: [] }, { session: [] }];
  const roles = `Roles: ${access?.join(", ") ?? "none"}.`;
  operation.description = operation.description ? `${operation.description}\n\n${roles}` : roles;
  operation.responses["401"] = problem("A valid token or session is needed.");
  operation.responses["403"] = problem("The role of who asks does not allow this.");
}

function problem(description: string) {
  const schema = { $ref: "#/components/schemas/Problem" };
  return { description, content: { "application/problem+json": { schema } } };
}

/** The generator writes a pattern as `source/flags`, but JSON Schema knows no flags: put them into the source. */
function repairPatterns(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(repairPatterns);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === "pattern" && typeof value === "string" ? withoutFlags(value) : repairPatterns(value),
    ]),
  );
}

function withoutFlags(pattern: string): string {
  const [, source, flags] = /^(.*)\/([a-z]+)$/s.exec(pattern) ?? [];
  if (source === undefined || flags === undefined) return pattern;
  return flags.includes("i") ? source.replaceAll("a-z", "A-Za-z") : source;
}
