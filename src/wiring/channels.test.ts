import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openChannels } from "./channels.ts";

const baseUrl = "http://127.0.0.1:8080";
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "partproof-settings-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function open(yaml: string) {
  return openChannels(await write("channels.yaml", yaml), { baseUrl });
}

describe("the file of channels", () => {
  test("names webhooks and brokers, and keeps what is secret in files of their own", async () => {
    const secret = await write("secret", `whsec_${Buffer.alloc(32, 1).toString("base64")}\n`);
    const chat = await write("chat", "https://chat.example/services/T000/B000/hunter2\n");
    const password = await write("password", "hunter2\n");

    const channels = await open(`channels:
  qc-system: { kind: webhook, url: "https://qc.example/hook", format: cloudevents, secretFile: ${secret} }
  qc-chat: { kind: webhook, urlFile: ${chat}, format: slack }
  lines: { kind: mqtt, url: "mqtts://broker.example:8883", user: partproof, passwordFile: ${password} }
`);

    expect(channels.map(({ name, kind, where }) => [name, kind, where])).toEqual([
      ["qc-system", "webhook", "cloudevents webhook at qc.example"],
      ["qc-chat", "webhook", "slack webhook at chat.example"],
      ["lines", "mqtt", "MQTT broker at broker.example:8883"],
    ]);
    expect(channels.map(({ notifier }) => notifier.idempotent)).toEqual([true, false, true]);
  });

  test.each([
    ["no YAML", "channels: [", /is not YAML/],
    ["no channels", "chanels: {}", /channels: expected/],
    ["a kind that is none", "channels: { a: { kind: fax } }", /channels\.a/],
    [
      "CloudEvents without a secret",
      "channels: { a: { kind: webhook, url: 'https://x.example', format: cloudevents } }",
      /a secretFile for cloudevents/,
    ],
    [
      "two addresses",
      "channels: { a: { kind: webhook, url: 'https://x.example', urlFile: b, format: slack } }",
      /either url or urlFile/,
    ],
    [
      "a user without a password",
      "channels: { a: { kind: mqtt, url: 'mqtt://x', user: u } }",
      /user and passwordFile together/,
    ],
    ["a channel called mail", "channels: { mail: { kind: mqtt, url: 'mqtt://x' } }", /channels\.mail/],
    [
      "a file that is not there",
      "channels: { a: { kind: webhook, urlFile: /nowhere, format: slack } }",
      /\/nowhere, which cannot be read \(ENOENT\)/,
    ],
    [
      "a network that is none",
      "channels: { a: { kind: webhook, url: 'https://x.example', format: slack, allow: [lan] } }",
      /Expected a network/,
    ],
  ])("with %s is refused with what was expected", async (_what, yaml, expected) => {
    await expect(open(yaml)).rejects.toMatchObject({
      code: "invalid-input",
      message: expect.stringMatching(expected),
    });
  });

  test("is never quoted: an address may be a secret", async () => {
    const opening = open("channels: { a: { kind: webhook, url: 'hunter2', format: slack } }");

    await expect(opening).rejects.toThrow(/^(?!.*hunter2)/s);
  });
});
