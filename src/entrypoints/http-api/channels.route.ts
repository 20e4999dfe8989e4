import { createRoute, z } from "@hono/zod-openapi";
import { PartproofError } from "../../domain/errors.ts";
import { nameSchema } from "../../domain/recipe.ts";
import { audited } from "../../flow/access.ts";
import { findChannel, testChannel } from "../../flow/test-channel.ts";
import { json, problems } from "./documented.ts";
import type { Api, HttpApiDeps } from "./http-api-deps.ts";

const ONLY_HERE = "On AWS the channels are settings of the stack, and this answers 404.";

const channelAnswer = z
  .object({
    name: z.string().describe("As recipes name it; `mail` is always there."),
    where: z.string().describe("Where it leads, without anything secret."),
  })
  .meta({ id: "Channel" });

const listRoute = createRoute({
  method: "get",
  path: "/v1/channels",
  operationId: "listChannels",
  tags: ["Support"],
  summary: "The channels on which people and programs are told",
  description: ONLY_HERE,
  responses: {
    200: json("As the settings name them.", z.object({ items: z.array(channelAnswer) })),
    ...problems(404),
  },
});

const testRoute = createRoute({
  method: "post",
  path: "/v1/channels/{name}/test",
  operationId: "testChannel",
  tags: ["Support"],
  summary: "Send a test message and wait for what happens",
  description: `It is sent once, and written down in the audit. ${ONLY_HERE}`,
  request: {
    params: z.object({ name: nameSchema }),
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            to: z.email().max(254).optional().describe("Who gets it, where the channel is mail."),
          }),
          example: { to: "quality@example.com" },
        },
      },
    },
  },
  responses: {
    200: json(
      "What happened; also when it failed.",
      z
        .object({
          state: z.enum(["sent", "failed"]),
          detail: z.string().describe("What happened, and what to do."),
        })
        .meta({ id: "ChannelTest" }),
    ),
    ...problems(400, 404, 413, 415),
  },
});

export function addChannelRoutes(api: Api, { channels, frontDesk, platform }: HttpApiDeps): void {
  api.openapi(listRoute, (c) => {
    const items = mustHaveChannels().map(({ channel, where }) => ({ name: channel, where }));
    return c.json({ items }, 200);
  });

  api.openapi(testRoute, async (c) => {
    const target = findChannel(mustHaveChannels(), c.req.valid("param").name, "not-found");
    const { to } = c.req.valid("json");
    const test = () => testChannel(platform, target, to);
    const details = { where: target.where, ...(to === undefined ? {} : { to }) };
    const note = {
      by: c.get("principal").name,
      action: "channel-tested",
      subject: target.channel,
      details,
    } as const;
    const { state, detail } = await (frontDesk ? audited(frontDesk, note, test) : test());
    return c.json({ state, detail }, 200);
  });

  function mustHaveChannels() {
    if (channels) return channels;
    throw new PartproofError("not-found", "On this platform the channels are settings of the stack.");
  }
}
