import { afterEach, describe, expect, test } from "vitest";
import {
  closeMailServers,
  mailServer,
  type Received,
  scriptedServer,
} from "../../../test/support/mail-servers.ts";
import { photoContentId, type QualityMessage } from "../../domain/message.ts";
import { createSmtpNotifier, type SmtpNotifierOptions } from "./smtp-notifier.ts";

const PHOTO = Uint8Array.from([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9]);
const ID = "inspection-01HZX3V9K2Q6T7W8Y9ABCDEFGH";
const message = (changes: Partial<QualityMessage> = {}): QualityMessage => ({
  id: ID,
  to: ["qc@example.com", "boss@example.com"],
  subject: "FAIL control-box SN0012: screw missing (3 of 4)",
  text: "screw: missing\n.\nSerial: größe\n",
  html: `<p>screw: missing</p><img src="cid:${photoContentId(ID)}">`,
  createdAt: "2026-01-05T06:12:34.000Z",
  photoKey: "key",
  ...changes,
});

afterEach(closeMailServers);

const notifier = (port: number, changes: Partial<SmtpNotifierOptions> = {}) =>
  createSmtpNotifier({
    host: "127.0.0.1",
    port,
    from: "Partproof <partproof@factory.example>",
    timeoutMs: 2000,
    ...changes,
  });

function smtpError(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

describe("a mail server gets", () => {
  test("the mail with its headers, both bodies, and the photo inline and attached", async () => {
    const { port, received } = await mailServer();

    await notifier(port, { replyTo: "quality@factory.example" }).send(message(), PHOTO);

    expect(received).toHaveLength(1);
    const [{ mail, raw, to }] = received as [Received];
    expect(to).toEqual(["qc@example.com", "boss@example.com"]);
    expect(mail.subject).toBe(message().subject);
    expect(mail.from?.text).toBe('"Partproof" <partproof@factory.example>');
    expect(mail.replyTo?.text).toBe("quality@factory.example");
    expect(mail.messageId).toBe(`<${ID}@factory.example>`);
    expect(mail.date?.toISOString()).toBe(message().createdAt);
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail.text).toBe(message().text);
    const [photo] = mail.attachments;
    expect(photo).toMatchObject({
      contentType: "image/jpeg",
      contentDisposition: "attachment",
      filename: `${ID}.jpg`,
      cid: photoContentId(ID),
      related: true,
    });
    expect(new Uint8Array(photo?.content ?? [])).toEqual(PHOTO);
    expect(mail.html).toContain('src="data:image/jpeg;base64,');
    // Every line within what RFC 5321 allows, in ASCII, so that no relay has to rewrite it.
    expect(raw.toString("latin1")).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(
      Math.max(
        ...raw
          .toString("latin1")
          .split("\r\n")
          .map((line) => line.length),
      ),
    ).toBeLessThan(998);
  });

  test("the same bytes when the same message is sent again", async () => {
    const { port, received } = await mailServer();

    await notifier(port).send(message(), PHOTO);
    await notifier(port).send(message(), PHOTO);

    expect(received[1]?.raw).toEqual(received[0]?.raw);
  });

  test("no header or recipient that a hostile subject or address tries to add", async () => {
    const { port, received } = await mailServer();
    const hostile = message({
      subject: "FAIL x\r\nBcc: evil@example.com\r\n\r\n<b>body</b>",
      to: ["qc@example.com"],
      id: "inspection-x>\r\nX-Evil: 1",
    });

    await notifier(port).send(hostile, PHOTO);

    const [{ mail, to }] = received as [Received];
    expect(to).toEqual(["qc@example.com"]);
    expect(mail.bcc).toBeUndefined();
    expect(mail.headers.has("x-evil")).toBe(false);
    expect(mail.subject?.replace(/ +/g, " ")).toBe("FAIL x Bcc: evil@example.com <b>body</b>");
  });

  test("the login it asks for", async () => {
    const logins: unknown[] = [];
    const { port, received } = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth(auth, _session, done) {
        logins.push([auth.username, auth.password]);
        done(null, { user: auth.username });
      },
    });

    await createSmtpNotifier({
      url: `smtp://robot:p%40ss%2Fword@127.0.0.1:${port}`,
      from: "partproof@factory.example",
    }).send(message());

    expect(logins).toEqual([["robot", "p@ss/word"]]);
    expect(received).toHaveLength(1);
  });
});

describe("a mail that cannot be delivered", () => {
  test.each([
    [450, true],
    [452, true],
    [550, false],
    [554, false],
  ])("with answer %i to the sender is worth a retry: %s", async (code, retryable) => {
    const { port } = await mailServer({
      onMailFrom: (_address, _session, done) => done(smtpError(code, "no")),
    });

    await expect(notifier(port).send(message())).rejects.toMatchObject({
      name: "PartproofError",
      code: "unavailable",
      retryable,
      message: expect.stringContaining(String(code)),
    });
  });

  test.each([
    [451, true],
    [552, false],
  ])("with answer %i to the content is worth a retry: %s", async (code, retryable) => {
    const { port } = await mailServer({
      onData(stream, _session, done) {
        stream.resume();
        stream.on("end", () => done(smtpError(code, "no")));
      },
    });

    await expect(notifier(port).send(message())).rejects.toMatchObject({ retryable });
  });

  test("because one of its addresses is refused is not sent to the others again", async () => {
    const { port, received } = await mailServer({
      onRcptTo: (address, _session, done) =>
        done(address.address.startsWith("boss") ? smtpError(550, "unknown") : undefined),
    });

    await expect(notifier(port).send(message())).rejects.toMatchObject({
      retryable: false,
      message: expect.stringContaining("boss@example.com"),
    });
    expect(received).toHaveLength(1);
  });

  test("because nobody listens is worth a retry", async () => {
    const { port } = await mailServer();
    await closeMailServers();

    await expect(notifier(port).send(message())).rejects.toMatchObject({ retryable: true });
  });

  test("because the server is silent gives up in time and is worth a retry", async () => {
    const port = await scriptedServer(() => {});

    await expect(notifier(port, { timeoutMs: 200 }).send(message())).rejects.toMatchObject({
      retryable: true,
    });
  });

  test.each([["EHLO"], ["MAIL FROM"], ["RCPT TO"]])(
    "because the connection breaks at %s is worth a retry",
    async (at) => {
      const port = await scriptedServer((line, socket) => {
        if (line.startsWith(at)) socket.destroy();
        else if (line !== "") socket.write("250 ok\r\n");
      });

      await expect(notifier(port).send(message())).rejects.toMatchObject({ retryable: true });
    },
  );

  test("because the connection breaks in the middle of a large photo is worth a retry", async () => {
    const port = await scriptedServer((line, socket) => {
      if (line === "DATA") {
        socket.write("354 go on\r\n");
        socket.pause();
        setTimeout(() => socket.destroy(), 300);
      } else if (/^(EHLO|MAIL|RCPT)/.test(line)) socket.write("250 ok\r\n");
    });

    await expect(notifier(port).send(message(), new Uint8Array(15_000_000))).rejects.toMatchObject({
      retryable: true,
    });
  });

  test("because the connection breaks once it was handed over is not sent again: it may have arrived", async () => {
    const port = await scriptedServer((line, socket) => {
      if (line === ".") socket.destroy();
      else if (line === "DATA") socket.write("354 go on\r\n");
      else if (/^(EHLO|MAIL|RCPT)/.test(line)) socket.write("250 ok\r\n");
    });

    await expect(notifier(port).send(message(), PHOTO)).rejects.toMatchObject({
      retryable: false,
      message: expect.stringContaining("whether it arrived is unknown"),
    });
  });
});

describe("a password", () => {
  const secret = "hunter2-very-secret";

  test("refused by the server is told to support without showing it, and the mail is kept", async () => {
    const { port } = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) => done(smtpError(535, `bad password ${auth.password}`)),
    });

    const error = await notifier(port, { auth: { user: "robot", password: secret } })
      .send(message())
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ retryable: true, message: expect.stringContaining("login") });
    expect(`${String(error)} ${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain(secret);
    expect((error as Error).cause).toBeUndefined();
  });

  test("is not sent without TLS when TLS is required", async () => {
    const logins: unknown[] = [];
    const { port } = await mailServer({
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) => {
        logins.push(auth);
        done(null, { user: "robot" });
      },
    });

    const sending = notifier(port, { auth: { user: "robot", password: secret }, requireTls: true }).send(
      message(),
    );

    await expect(sending).rejects.toMatchObject({ message: expect.stringContaining("TLS") });
    expect(logins).toEqual([]);
  });

  test.each([
    `http://robot:${secret}@mail`,
    `smtp://robot:${secret}%@mail`,
    `${secret}`,
    `smtp://u:${secret}@mail?x=1`,
  ])("in a wrong address is not quoted (%#)", (url) => {
    let thrown: unknown;
    try {
      createSmtpNotifier({ url, from: "a@b.example" });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: "invalid-input" });
    expect(`${(thrown as Error).stack}`).not.toContain(secret);
  });
});
