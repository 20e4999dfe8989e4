import { afterEach, describe, expect, test, vi } from "vitest";
import { closeBrokers, listenTo, mqttBroker } from "../../../test/support/mqtt-broker.ts";
import { sampleNotice } from "../../../test/support/sample-notice.ts";
import { selfSigned } from "../../../test/support/self-signed.ts";
import type { InspectionNotice } from "../../domain/inspection-notice.ts";
import type { QualityMessage } from "../../domain/message.ts";
import { lineTopics } from "./line-topics.ts";
import { createMqttNotifier, type MqttNotifier, type MqttNotifierOptions } from "./mqtt-notifier.ts";

const open: MqttNotifier[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await closeBrokers();
});

function notifier(port: number, changes: Partial<MqttNotifierOptions> = {}): MqttNotifier {
  const created = createMqttNotifier({
    url: `mqtt://127.0.0.1:${port}`,
    clientId: "partproof-hall-1",
    timeoutMs: 2000,
    ...changes,
  });
  open.push(created);
  return created;
}

const message = (notice: Partial<InspectionNotice> = {}): QualityMessage => ({
  id: `inspection-${notice.inspectionId ?? "01X"}-plc`,
  channel: "plc",
  to: [],
  subject: "FAIL widget SN-1: screw missing (3 of 4)",
  text: "",
  createdAt: "2026-03-01T08:00:01.000Z",
  notice: sampleNotice(notice),
});

describe("a line display", () => {
  test("that comes later finds the last verdict of each line, retained, as compact JSON", async () => {
    const { port } = await mqttBroker();
    const mqtt = notifier(port);
    await mqtt.send(message());
    await mqtt.send(
      message({ source: { fileName: "x", line: "line-2" }, verdict: "pass", reason: "complete" }),
    );

    const { heard } = await listenTo(port);

    await vi.waitFor(() => expect(heard).toHaveLength(3));
    const states = Object.fromEntries(heard.map(({ topic, payload }) => [topic, payload]));
    expect(JSON.parse(states["partproof/line-1/verdict"] ?? "")).toEqual({
      verdict: "fail",
      reason: "wrong-parts",
      inspectionId: "01X",
      recipe: "widget@1",
      line: "line-1",
      serial: "SN-1",
      problems: 1,
      text: "screw missing (3 of 4)",
      at: "2026-03-01T08:00:01.000Z",
    });
    expect(JSON.parse(states["partproof/line-2/verdict"] ?? "")).toMatchObject({ verdict: "pass" });
    expect(heard.every(({ packet }) => packet.retain && packet.qos === 1)).toBe(true);
    expect(heard[0]?.packet.properties).toMatchObject(
      heard[0]?.topic.endsWith("verdict") ? { contentType: "application/json" } : {},
    );
  });

  test("never sees a newer verdict overwritten by an older one that had to be retried", async () => {
    const { port, published } = await mqttBroker();
    const mqtt = notifier(port);
    const older = { at: "2026-03-01T08:00:01.000Z", inspectionId: "older" };
    const newer = { at: "2026-03-01T08:00:02.000Z", inspectionId: "newer" };

    await mqtt.send(message(newer));
    await mqtt.send(message(older));
    await mqtt.send(message({ ...older, source: { fileName: "x", line: "line-2" } }));

    await vi.waitFor(() => expect(published).toHaveLength(3));
    const verdicts = published.filter(({ topic }) => topic.endsWith("/verdict"));
    expect(verdicts.map(({ topic, payload }) => [topic, JSON.parse(String(payload)).inspectionId])).toEqual([
      ["partproof/line-1/verdict", "newer"],
      ["partproof/line-2/verdict", "older"],
    ]);
  });

  test("sees online while connected, and offline when the connection is cut or closed", async () => {
    const broker = await mqttBroker();
    const mqtt = notifier(broker.port);
    const { heard } = await listenTo(broker.port);
    const statuses = () => heard.filter(({ topic }) => topic === "partproof/partproof-hall-1/status");

    await mqtt.open();
    await vi.waitFor(() => expect(statuses().map(({ payload }) => payload)).toEqual(["online"]));
    await mqtt.close();

    await vi.waitFor(() => expect(statuses().map(({ payload }) => payload)).toEqual(["online", "offline"]));
  });

  test("learns from the last will that the connection was lost, and that it is back", async () => {
    const broker = await mqttBroker();
    const mqtt = notifier(broker.port);
    await mqtt.open();
    await vi.waitFor(() => expect(broker.published).toHaveLength(1));

    broker.cut();
    const { heard } = await listenTo(broker.port);

    await vi.waitFor(() => expect(heard.map(({ payload }) => payload)).toContain("offline"), {
      timeout: 5000,
    });
    await vi.waitFor(() => expect(heard.at(-1)?.payload).toBe("online"), { timeout: 8000 });
  });

  test("does not mistake a test message for a verdict: it goes elsewhere and is not retained", async () => {
    const { port, published } = await mqttBroker();
    const { notice: _, ...about } = message();

    await notifier(port, { announce: false }).send({ ...about, subject: "Test message" });

    await vi.waitFor(() => expect(published).toHaveLength(1));
    expect(published).toMatchObject([{ topic: "partproof/partproof-hall-1/messages", retain: false }]);
  });
});

describe("a name of a line", () => {
  test.each([
    ["line-1", "partproof/line-1/verdict"],
    ["+", "partproof/%2B/verdict"],
    ["#", "partproof/%23/verdict"],
    ["a/b", "partproof/a%2Fb/verdict"],
    ["$SYS", "partproof/%24SYS/verdict"],
    ["\u0000", "partproof/%00/verdict"],
    ["größe", "partproof/gr%C3%B6%C3%9Fe/verdict"],
    ["", "partproof/-/verdict"],
    [undefined, "partproof/-/verdict"],
  ])("%j is one level of a topic and no wildcard: %s", (line, topic) => {
    expect(lineTopics("partproof", "me").verdict(line)).toBe(topic);
  });

  test.each(["", "+", "a/#", "/a", "a/", "a//b"])("a prefix %j is refused", (prefix) => {
    expect(() => lineTopics(prefix, "me")).toThrow(/topic prefix/);
  });
});

describe("a broker that", () => {
  test("is away costs the timeout, and the message is worth a retry, which then gets through", async () => {
    const { port, stop } = await mqttBroker();
    await stop();
    const mqtt = notifier(port, { timeoutMs: 300 });

    await expect(mqtt.send(message())).rejects.toMatchObject({
      code: "unavailable",
      retryable: true,
      message: expect.stringContaining("ECONNREFUSED"),
    });
    const back = await mqttBroker({ port });
    await mqtt.send(message());

    const topics = () => back.published.map(({ topic }) => topic);
    await vi.waitFor(() => expect(topics()).toContain("partproof/line-1/verdict"));
  });

  test("forbids the topic says so, and the message is kept", async () => {
    const { port } = await mqttBroker({
      authorizePublish: (_client, packet, done) =>
        done(packet.topic.endsWith("verdict") ? new Error("not allowed") : null),
    });

    await expect(notifier(port, { timeoutMs: 500 }).send(message())).rejects.toMatchObject({
      retryable: true,
    });
  });

  test("asks for user and password gets them over TLS, and is known by its authority", async () => {
    const tls = await selfSigned();
    const logins: string[] = [];
    const { port, published } = await mqttBroker({
      tls,
      authenticate: (_client, user, password, done) => {
        logins.push(`${user}:${password}`);
        done(null, true);
      },
    });
    const settings = { url: `mqtts://localhost:${port}`, auth: { user: "line", password: "hunter2" } };

    await notifier(port, { ...settings, ca: tls.cert }).send(message());
    const unknown = notifier(port, { ...settings, timeoutMs: 500 }).send(message());

    await expect(unknown).rejects.toMatchObject({ message: expect.stringMatching(/self-signed/) });
    expect(logins).toEqual(["line:hunter2"]);
    const topics = () => published.map(({ topic }) => topic);
    await vi.waitFor(() => expect(topics()).toContain("partproof/line-1/verdict"));
  });

  test("refuses the login is told to support without the password", async () => {
    const { port } = await mqttBroker({
      authenticate: (_client, _user, _password, done) => done(null, false),
    });

    const error = await notifier(port, { auth: { user: "line", password: "hunter2" }, timeoutMs: 500 })
      .send(message())
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ retryable: true });
    expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain("hunter2");
  });

  test("is another machine and unencrypted never gets a password", () => {
    const create = () =>
      createMqttNotifier({
        url: "mqtt://broker.example",
        clientId: "x",
        auth: { user: "u", password: "hunter2" },
      });

    expect(create).toThrow(/Expected mqtts/);
    expect(create).not.toThrow(/hunter2/);
  });

  test.each(["http://broker", "mqtt://u:hunter2@broker", "broker"])(
    "is called %s is refused unquoted",
    (url) => {
      expect(() => createMqttNotifier({ url, clientId: "x" })).toThrow(/^(?!.*hunter2).*Expected a broker/);
    },
  );
});
