import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { readChannels } from "../deploy/put-channels.ts";
import { synthesize } from "./synthesize.ts";

const { template } = synthesize({ channels: "mes,qc-chat" });

function variablesOf(id: string): Record<string, unknown> {
  const found = Object.entries(template.findResources("AWS::Lambda::Function")).filter(([name]) =>
    name.startsWith(id),
  );
  expect(found).toHaveLength(1);
  return found[0]?.[1]["Properties"].Environment.Variables;
}

describe("channels beside mail", () => {
  it("cost nothing where there are none", () => {
    const none = synthesize().template;

    none.resourceCountIs("AWS::SecretsManager::Secret", 0);
    expect(Object.keys(none.toJSON().Resources).filter((id) => id.startsWith("Channels"))).toEqual([]);
  });

  it("have their addresses and secrets nowhere in the template: it makes an empty secret, under a key of ours", () => {
    const [secret] = Object.values(template.findResources("AWS::SecretsManager::Secret"));

    expect(Object.keys(secret?.["Properties"])).not.toContain("SecretString");
    expect(Object.keys(secret?.["Properties"])).not.toContain("GenerateSecretString");
    expect(JSON.stringify(secret?.["Properties"].KmsKeyId)).toContain("RecordDataKey");
  });

  it("are known by name to the API, which refuses recipes that name others, and by their secret to one function", () => {
    const told = Object.entries(template.findResources("AWS::Lambda::Function")).filter(
      ([, { Properties }]) => "PARTPROOF_CHANNELS_ARN" in Properties.Environment.Variables,
    );

    expect(variablesOf("ApiHttp")["PARTPROOF_CHANNELS"]).toBe("mes,qc-chat");
    expect(told.map(([id]) => id.replace(/[0-9A-F]{8}$/, ""))).toEqual(["ChannelsTellFunction"]);
  });

  it("hear of every verdict, and are looked at every minute for what has to be told again", () => {
    const bus = Match.objectLike({ Ref: Match.stringLikeRegexp("^NotifyBus") });
    template.hasResourceProperties("AWS::Events::Rule", {
      EventBusName: bus,
      EventPattern: { source: ["partproof"], "detail-type": ["inspection-completed"] },
    });
    template.hasResourceProperties("AWS::Scheduler::Schedule", { ScheduleExpression: "rate(1 minute)" });
  });
});

describe("the file of channels, at a deployment", () => {
  const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
  const folder = mkdtempSync(join(tmpdir(), "partproof-channels-"));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const secretFile = write("mes-secret", `${secret}\n`);
  const mes = `mes: { kind: webhook, format: cloudevents, url: "https://mes.example/in", secretFile: ${secretFile} }`;
  const channelsFile = write("channels.yaml", `channels:\n  ${mes}\n`);

  it("gives the names for the template, and everything else for the secret", async () => {
    const read = await readChannels({ channelsFile, channels: "" });

    expect(read?.list).toBe("mes");
    expect(JSON.parse(read?.packed ?? "")).toMatchObject({
      mes: { kind: "webhook", url: "https://mes.example/in", secret: expect.stringContaining(secret) },
    });
  });

  it("is not asked for where only names are given: what the stack has stays", async () => {
    expect(await readChannels({ channelsFile: undefined, channels: "mes" })).toBeUndefined();
  });

  it("must have the channels that are named beside it", async () => {
    await expect(readChannels({ channelsFile, channels: "mes,chat" })).rejects.toThrow(
      /channels says mes,chat, and .* has mes/,
    );
  });

  it("cannot have a broker", async () => {
    const broker = write(
      "broker.yaml",
      'channels:\n  lines: { kind: mqtt, url: "mqtts://broker.example" }\n',
    );

    await expect(readChannels({ channelsFile: broker, channels: "" })).rejects.toThrow(
      /lines is of kind mqtt/,
    );
  });

  it.each(["mail", "mes,,chat", "mes, chat", "../x"])("refuses %j as names", (channels) => {
    expect(() => synthesize({ channels })).toThrow(/channels: expected names of channels beside mail/);
  });
});
