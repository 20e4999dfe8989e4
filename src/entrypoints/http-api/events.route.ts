import { createRoute, z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { PartproofError } from "../../domain/errors.ts";
import { summaryOf } from "../../domain/inspection-summary.ts";
import { nameSchema } from "../../domain/recipe.ts";
import { createRecordFollower, type FollowedChange } from "../../flow/follow-records.ts";
import { routeKey } from "./auth.ts";
import { problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";
import { queryNumber } from "./query-number.ts";
import { ACCESS } from "./roles.ts";

const route = createRoute({
  method: "get",
  path: "/v1/events",
  operationId: "followEvents",
  tags: ["Inspections"],
  summary: "What happens, as it happens (server-sent events)",
  description:
    "`inspection` with an InspectionSummary; `disposition` with inspectionId, decision, by, at, and verdict unless it is withdrawn; `reset` when too " +
    "much was missed and lists have to be read anew; `alive` with the server's time, every 10 s. The id of each is a " +
    "sequence of the evidence chain: sent back as `Last-Event-ID`, as browsers do after a drop, it goes on there without " +
    "a gap. Systems that cannot stream, such as AWS, answer 404: ask for the summaries every few seconds there.",
  request: {
    query: z.strictObject({
      line: nameSchema.optional().describe("Of this line alone."),
      after: queryNumber(z.int().min(0))
        .optional()
        .describe("A sequence that is known, where there is no `Last-Event-ID` yet."),
    }),
  },
  responses: {
    200: { description: "Events without end.", content: { "text/event-stream": { schema: z.string() } } },
    ...problems(400, 404, 503),
  },
});

const ALIVE_MS = 10_000;
/** Each is a connection and a cursor; a factory has tens of screens. */
const MOST_FOLLOWERS = 200;
/** A browser that lost its connection comes back after this. */
const RETRY_MS = 2000;

export function addEventRoutes(api: Api, { platform, live, identify }: HttpApiDeps): void {
  const follow = live && createRecordFollower({ live: live.records, records: platform.records });
  let followers = 0;

  api.openapi(route, (c) => {
    if (!live || !follow) {
      throw new PartproofError(
        "not-found",
        "This system sends no events. Ask for GET /v1/inspection-summaries every few seconds instead.",
      );
    }
    if (followers >= MOST_FOLLOWERS) {
      const message = `${MOST_FOLLOWERS} screens follow the events already. Ask for GET /v1/inspection-summaries instead.`;
      throw new PartproofError("overloaded", message);
    }
    // Nobody reads a body here, so nothing would ever end it.
    if (c.req.raw.method === "HEAD") return c.body(null, 200, { "Content-Type": "text/event-stream" });
    const { line, after } = c.req.valid("query");
    const given = sequenceIn(c.req.header("last-event-id")) ?? after;
    const mayGoOn = async () => {
      const principal = await identify(c.req.raw, c.env);
      const allowed = ACCESS[routeKey(route.method, route.path)];
      return allowed === "open" || allowed?.includes(principal.role) === true;
    };
    const gone = new AbortController();
    const signal = AbortSignal.any([gone.signal, live.stopping]);

    return streamSSE(c, async (stream) => {
      followers += 1;
      stream.onAbort(() => gone.abort());
      let at = given;
      const tellAlive = () =>
        stream.writeSSE({
          event: "alive",
          data: JSON.stringify({ now: platform.now().toISOString() }),
          retry: RETRY_MS,
          // How far the chain was followed, also when it was about other lines.
          ...(at === undefined ? {} : { id: String(at) }),
        });
      const beat = setInterval(async () => {
        // Whoever signed out, or whose token was revoked, hears nothing more.
        if (await mayGoOn().catch(() => false)) await tellAlive();
        else gone.abort();
      }, live.aliveMs ?? ALIVE_MS);
      try {
        // Told at once, so that who drops off before the first event knows where to go on.
        at ??= await platform.records.lastRecorded();
        await tellAlive();
        for await (const change of follow({ after: at, signal })) {
          at = change.sequence;
          const event = eventOf(change, line);
          if (event) await stream.writeSSE({ ...event, id: String(change.sequence) });
        }
      } finally {
        clearInterval(beat);
        followers -= 1;
      }
    });
  });
}

function eventOf(
  change: FollowedChange,
  line: string | undefined,
): { event: string; data: string } | undefined {
  switch (change.kind) {
    case "reset":
      return { event: "reset", data: "{}" };
    case "other":
      return undefined;
    case "inspection": {
      if (line !== undefined && change.inspection.source.line !== line) return undefined;
      return { event: "inspection", data: JSON.stringify(summaryOf(change.inspection)) };
    }
    case "disposition": {
      if (line !== undefined && change.line !== line) return undefined;
      const { reason: _told, ...said } = change.disposition;
      return { event: "disposition", data: JSON.stringify(said) };
    }
  }
}

/** What no server of ours sent is taken as nothing known. */
function sequenceIn(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}
