import { generateKeyPairSync } from "node:crypto";
import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";
import { closeMailServers, mailServer, type Received } from "../../../test/support/mail-servers.ts";
import { selfSigned } from "../../../test/support/self-signed.ts";
import { verifyDkim } from "../../../test/support/verify-dkim.ts";
import type { MessageAbout, QualityMessage } from "../../domain/message.ts";
import { createSmtpNotifier, type SmtpNotifierOptions } from "./smtp-notifier.ts";

afterEach(closeMailServers);

const message = (about?: MessageAbout, id = "inspection-01X"): QualityMessage => ({
  id,
  to: ["qc@example.com"],
  subject: "FAIL control-box SN0012: screw missing (3 of 4)",
  text: "screw: missing\n",
  createdAt: "2026-01-05T06:12:34.000Z",
  ...about,
});

const notifier = (port: number, changes: Partial<SmtpNotifierOptions> = {}) =>
  createSmtpNotifier({
    host: "localhost",
    port,
    from: "Partproof <partproof@factory.example>",
    timeoutMs: 3000,
    ...changes,
  });

describe("a mail server with TLS", () => {
  test.each([
    ["from the first byte", { secure: true, disabledCommands: [] }, { secure: true }],
    ["by STARTTLS", { secure: false, disabledCommands: [] }, { requireTls: true }],
  ])("%s is known by its authority, and gets login and mail over it", async (_how, server, client) => {
    const tls = await selfSigned();
    const logins: unknown[] = [];
    const { port, received } = await mailServer({
      ...server,
      ...tls,
      authOptional: false,
      onAuth(auth, session, done) {
        logins.push([auth.username, auth.password, session.secure]);
        done(null, { user: auth.username });
      },
    });
    const auth = { user: "robot", password: "hunter2" };

    await notifier(port, { ...client, auth, ca: tls.cert }).send(message());

    expect(logins).toEqual([["robot", "hunter2", true]]);
    expect(received).toHaveLength(1);
  });

  test.each([
    ["from the first byte", { secure: true }, { secure: true }],
    ["by STARTTLS", { secure: false }, { requireTls: true }],
  ])("%s that nobody vouches for gets nothing, and the mail is kept", async (_how, server, client) => {
    const logins: unknown[] = [];
    const { port, received } = await mailServer({
      ...server,
      ...(await selfSigned()),
      disabledCommands: [],
      onAuth(auth, _session, done) {
        logins.push(auth);
        done(null, { user: "robot" });
      },
    });

    const sending = notifier(port, { ...client, auth: { user: "robot", password: "hunter2" } }).send(
      message(),
    );

    await expect(sending).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect([logins, received]).toEqual([[], []]);
  });
});

describe("a mail program", () => {
  test("shows all mails about one recipe on one line as one thread, and others apart", async () => {
    const { port, received } = await mailServer();
    const about = (recipe: string, line?: string): MessageAbout => ({
      recipe,
      kind: "fail",
      ...(line ? { line } : {}),
    });
    const mails = [
      about("box", "line-1"),
      about("box", "line-1"),
      about("box", "line-2"),
      about("box"),
      about("lid", "line-1"),
    ];

    for (const [i, one] of mails.entries()) await notifier(port).send(message(one, `inspection-${i}`));

    const threads = received.map(({ mail }) => mail.references);
    expect(threads[0]).toBe("<thread-box--line-1@factory.example>");
    expect(threads[1]).toBe(threads[0]);
    expect(new Set(threads).size).toBe(4);
    expect(new Set(received.map(({ mail }) => mail.messageId)).size).toBe(5);
  });

  test("can file them by the list of their recipe", async () => {
    const { port, received } = await mailServer();

    await notifier(port).send(message({ recipe: "control-box", kind: "fail" }));

    const [{ raw }] = received as [Received];
    expect(raw.toString("latin1")).toMatch(/^List-ID: .*<control-box\.partproof\.factory\.example>\r$/im);
  });
});

describe("a photo in a mail", () => {
  test("is as wide as a phone shows it sharply, not as the camera took it", async () => {
    const { port, received } = await mailServer();
    const large = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: "#446688" } })
      .jpeg()
      .toBuffer();

    await notifier(port).send(message(), large);

    const [{ mail }] = received as [Received];
    expect(await sharp(mail.attachments[0]?.content).metadata()).toMatchObject({ width: 1280, height: 960 });
  });
});

describe("a mail with a DKIM key", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const dkim = {
    selector: "qc2026",
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };

  test("is signed for its sender's domain, so that a receiver can prove it", async () => {
    const { port, received } = await mailServer();

    await notifier(port, { dkim, replyTo: "quality@factory.example" }).send(message());

    const [{ raw, mail }] = received as [Received];
    expect(verifyDkim(raw, publicKey)).toMatchObject({ d: "factory.example", s: "qc2026", a: "rsa-sha256" });
    expect(mail.replyTo?.text).toBe("quality@factory.example");
    const altered = Buffer.from(raw.toString("latin1").replace("screw: missing", "screw: present"), "latin1");
    expect(() => verifyDkim(altered, publicKey)).toThrow(/body was changed/);
    const renamed = Buffer.from(raw.toString("latin1").replace("SN0012", "SN0013"), "latin1");
    expect(() => verifyDkim(renamed, publicKey)).toThrow(/does not fit/);
  });

  test("has the same bytes when it is sent again", async () => {
    const { port, received } = await mailServer();

    for (let i = 0; i < 2; i++) await notifier(port, { dkim }).send(message());

    expect(received[1]?.raw).toEqual(received[0]?.raw);
  });
});
