import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { PartproofError } from "../../domain/errors.ts";
import type { QualityMessage } from "../../domain/message.ts";

async function setUp() {
  const sent: QualityMessage[] = [];
  const working = { idempotent: false, send: async (message: QualityMessage) => void sent.push(message) };
  const broken = {
    idempotent: false,
    send: async () => {
      throw new PartproofError("unavailable", "chat.example.com does not answer.");
    },
  };
  const test = await createTestApi({
    channels: [
      { channel: "mail", where: "mail server at mail.example.com", notifier: working },
      { channel: "chat", where: "slack webhook at chat.example.com", notifier: broken },
    ],
  });
  return { ...test, sent };
}

describe("channels", () => {
  it("are listed without anything secret", async () => {
    const { call } = await setUp();

    const { items } = await (await call("quality", "GET", "/v1/channels")).json();

    expect(items).toEqual([
      { name: "mail", where: "mail server at mail.example.com" },
      { name: "chat", where: "slack webhook at chat.example.com" },
    ]);
  });

  it("are tested with a message, and the audit says who did", async () => {
    const { call, sent, memory } = await setUp();

    const response = await call("quality", "POST", "/v1/channels/mail/test", { to: "qc@example.com" });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ state: "sent", detail: expect.stringMatching(/^accepted in/) });
    expect(sent).toMatchObject([{ to: ["qc@example.com"], subject: "Partproof test message for mail" }]);
    expect(await memory.audit.list({ limit: 9 })).toMatchObject([
      { by: "Ana (quality)", action: "channel-tested", subject: "mail", details: { to: "qc@example.com" } },
    ]);
  });

  it("that do not work say why", async () => {
    const { call } = await setUp();

    const response = await call("admin", "POST", "/v1/channels/chat/test", {});

    expect(await response.json()).toEqual({
      state: "failed",
      detail: "chat.example.com does not answer. This was a test: it is not sent again.",
    });
  });

  it.each([
    ["mail", {}, 400],
    ["mail", { to: "nobody" }, 400],
    ["mail", { to: "a@example.com, b@example.com" }, 400],
    ["pager", {}, 404],
  ])("refuse a test of %s with %j", async (name, body, status) => {
    const { call, sent } = await setUp();

    const response = await call("admin", "POST", `/v1/channels/${name}/test`, body);

    expect([response.status, sent]).toEqual([status, []]);
  });
});
