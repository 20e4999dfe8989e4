import { outputFaults } from "./wire-shape.ts";

type Fetching = { fetch(request: Request): Response | Promise<Response> };

/** An app whose every good answer is held against the SDK's model of the service; a wrong one becomes an error. */
export function withCheckedShapes(app: Fetching): Fetching {
  return {
    async fetch(request) {
      const operation = request.headers.get("x-amz-target")?.split(".")[1] ?? "";
      const response = await app.fetch(request);
      if (!response.ok) return response;
      const faults = outputFaults(operation, await response.clone().json());
      if (faults.length === 0) return response;
      const body = JSON.stringify({ __type: "WrongShape", Message: faults.join("; ") });
      return new Response(body, { status: 400, headers: { "Content-Type": "application/x-amz-json-1.1" } });
    },
  };
}
