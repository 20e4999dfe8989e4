import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

const closing: (() => Promise<void>)[] = [];

/** Close every server of the last test. */
export async function closeMailServers(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()));
}

export type Received = { raw: Buffer; mail: ParsedMail; to: string[] };

/** A real mail server on a free port that keeps what it receives. */
export async function mailServer(
  options: SMTPServerOptions = {},
): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ raw, mail: await simpleParser(raw), to });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  closing.push(() => new Promise((closed) => server.close(() => closed())));
  return { port: (server.server.address() as AddressInfo).port, received };
}

/** A server that says what it is told to, line by line. */
export async function scriptedServer(answer: (line: string, socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.write("220 test\r\n");
    socket.on("data", (data) => {
      for (const line of data.toString("latin1").split("\r\n")) answer(line, socket);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  closing.push(
    () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
      }),
  );
  return (server.address() as AddressInfo).port;
}
