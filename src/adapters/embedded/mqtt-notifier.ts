import { connect, type IClientOptions, type MqttClient } from "mqtt";
import { compactVerdict } from "../../domain/compact-verdict.ts";
import { PartproofError } from "../../domain/errors.ts";
import type { InspectionNotice } from "../../domain/inspection-notice.ts";
import { oneLine } from "../../domain/mail-words.ts";
import type { Notifier } from "../../ports/notifier.ts";
import { lineTopics } from "./line-topics.ts";

export type MqttNotifierOptions = {
  /** `mqtt://host:1883` or `mqtts://host:8883`. */
  url: string;
  /** One a broker: a second client of the same name would push the first one out. */
  clientId: string;
  /** Default `partproof`. */
  topicPrefix?: string | undefined;
  auth?: { user: string; password: string } | undefined;
  /** PEM of authorities to trust instead of the well-known ones. */
  ca?: string | undefined;
  /** Tell the broker that we are there, and leave it a last will; on by default. */
  announce?: boolean;
  /** For connecting, and for the broker to confirm a message; 10 s by default. */
  timeoutMs?: number;
};

export type MqttNotifier = Notifier & {
  /** Connect now, so that the status says `online`; sending connects too. */
  open(): Promise<void>;
  /** Say `offline` and go. */
  close(): Promise<void>;
};

const RECONNECT_MS = 2000;

/**
 * Keeps the last verdict of each line as a retained message (MQTT 5, QoS 1), for PLCs and line displays. An older
 * verdict that had to be retried does not overwrite a newer one. Sending the same twice leaves the same state.
 */
export function createMqttNotifier(options: MqttNotifierOptions): MqttNotifier {
  const topics = lineTopics(options.topicPrefix ?? "partproof", options.clientId);
  const clientOptions = optionsFor(options, topics.status);
  const { timeoutMs = 10_000, announce = true } = options;
  const newest = new Map<string, InspectionNotice>();
  let client: MqttClient | undefined;
  let lastFault: string | undefined;

  function start(): MqttClient {
    const started = connect(options.url, clientOptions);
    started.on("error", (error) => {
      lastFault = oneLine(error.message, 200);
    });
    // After every reconnection too: meanwhile the broker has published the last will.
    started.on("connect", () => {
      lastFault = undefined;
      if (announce) started.publish(topics.status, "online", { qos: 1, retain: true });
    });
    return started;
  }

  async function connected(): Promise<MqttClient> {
    client ??= start();
    const current = client;
    if (current.connected) return current;
    await within(timeoutMs, new Promise<void>((resolve) => current.once("connect", () => resolve())));
    return current;
  }

  async function publish(topic: string, payload: object, retain: boolean): Promise<void> {
    try {
      const current = await connected();
      const properties = { payloadFormatIndicator: true, contentType: "application/json" };
      await within(
        timeoutMs,
        current.publishAsync(topic, JSON.stringify(payload), { qos: 1, retain, properties }),
      );
    } catch (error) {
      // The next attempt starts afresh: an old client would send what we try again by ourselves once more, out of order.
      client?.end(true);
      client = undefined;
      throw failure(options.url, lastFault ?? (error instanceof Error ? oneLine(error.message, 200) : ""));
    }
  }

  return {
    idempotent: true,
    async send({ notice, subject, createdAt }) {
      if (!notice) return publish(topics.messages, { text: subject, at: createdAt }, false);
      const topic = topics.verdict(notice.source.line);
      if (!supersedes(notice, newest.get(topic))) return;
      await publish(topic, compactVerdict(notice), true);
      newest.set(topic, notice);
    },
    async open() {
      await connected().catch((error: unknown) => {
        throw failure(options.url, lastFault ?? (error instanceof Error ? error.message : ""));
      });
    },
    async close() {
      const current = client;
      client = undefined;
      if (!current) return;
      if (current.connected && announce) {
        const goodbye = current.publishAsync(topics.status, "offline", { qos: 1, retain: true });
        await within(1000, goodbye).catch(() => undefined);
      }
      await within(1000, current.endAsync()).catch(() => current.end(true));
    },
  };
}

/** A verdict replaces the word that it is late, never the other way round; otherwise the later one holds. */
function supersedes(notice: InspectionNotice, newest: InspectionNotice | undefined): boolean {
  if (newest?.inspectionId === notice.inspectionId) return notice.reason !== "no-verdict-in-time";
  return newest === undefined || notice.at >= newest.at;
}

function optionsFor(options: MqttNotifierOptions, statusTopic: string): IClientOptions {
  const { auth, ca, clientId, announce = true, timeoutMs = 10_000 } = options;
  const url = URL.canParse(options.url) ? new URL(options.url) : undefined;
  if (!url || !["mqtt:", "mqtts:"].includes(url.protocol) || url.hostname === "" || url.username !== "") {
    throw new PartproofError(
      "invalid-input",
      "Expected a broker as mqtt://host:port or mqtts://host:port, user and password apart; received something else.",
    );
  }
  if (
    auth &&
    url.protocol === "mqtt:" &&
    !["localhost", "[::1]"].includes(url.hostname) &&
    !/^127\./.test(url.hostname)
  ) {
    throw new PartproofError(
      "invalid-input",
      "Expected mqtts:// for a broker on another machine that asks for a password: it never crosses a network in the clear.",
    );
  }
  return {
    protocolVersion: 5,
    clientId,
    clean: true,
    keepalive: 15,
    connectTimeout: timeoutMs,
    reconnectPeriod: RECONNECT_MS,
    // What does not get through is kept in the outbox, not in this process.
    queueQoSZero: false,
    ...(auth ? { username: auth.user, password: auth.password } : {}),
    ...(ca === undefined ? {} : { ca }),
    ...(announce
      ? { will: { topic: statusTopic, payload: Buffer.from("offline"), qos: 1, retain: true } }
      : {}),
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it did not answer in time")), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Always worth a retry: a broker refuses settings, such as a password or a topic, never the verdict itself. */
function failure(url: string, why: string): PartproofError {
  return new PartproofError(
    "unavailable",
    `The MQTT broker ${new URL(url).host} did not take the message: ${why || "no reason given"}. Check its address, the login and what it lets this client publish; the message is kept and retried.`,
    { retryable: true },
  );
}
