import { expect, test } from "vitest";
import { packChannels, unpackChannels } from "./aws-channels.ts";
import type { WebhookSettings } from "./channel-settings.ts";

const BASE_URL = "https://partproof.example.com";
const SECRET = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;

function webhook(changes: Partial<WebhookSettings> = {}): WebhookSettings {
  return {
    kind: "webhook",
    url: "https://mes.example/partproof",
    format: "cloudevents",
    secret: SECRET,
    allow: [],
    timeoutSeconds: 10,
    ...changes,
  };
}

test("channels that were packed for a stack open there as they would on one machine", () => {
  const chat = webhook({ url: "https://chat.example/T0/hunter2", format: "slack", secret: undefined });

  const channels = unpackChannels(packChannels({ mes: webhook(), chat }), BASE_URL);

  expect(channels.map(({ name, kind, where }) => [name, kind, where])).toEqual([
    ["mes", "webhook", "cloudevents webhook at mes.example"],
    ["chat", "webhook", "slack webhook at chat.example"],
  ]);
  expect(channels.map(({ notifier }) => notifier.idempotent)).toEqual([true, false]);
});

test("a broker is refused, with what to do instead", () => {
  const lines = { kind: "mqtt", url: "mqtts://broker.example:8883", timeoutSeconds: 10 } as const;

  expect(() => packChannels({ lines })).toThrow(/channel lines is of kind mqtt.*Leave it out/);
});

test.each([
  ["a secret that is none", webhook({ secret: "hunter2" }), /whsec_/],
  ["a network that is none", webhook({ allow: ["lan"] }), /Expected a network/],
  ["an address that is none", webhook({ url: "chat" }), /Expected the URL of a webhook/],
])("%s is found before anything is stored", (_what, channel, expected) => {
  expect(() => packChannels({ mes: channel })).toThrow(expected);
});

test("channels that do not fit into a secret are refused", () => {
  const ca = "x".repeat(70_000);

  expect(() => packChannels({ mes: webhook({ ca }) })).toThrow(/a secret takes 65536/);
});

test.each(["", "no JSON", "[]", JSON.stringify({ mes: { kind: "webhook", url: "https://x/hunter2" } })])(
  "a secret that holds %j is refused without being told",
  (packed) => {
    const open = () => unpackChannels(packed, BASE_URL);

    expect(open).toThrow(/does not hold their settings\. Run npm run deploy/);
    expect(open).not.toThrow(/hunter2/);
  },
);
