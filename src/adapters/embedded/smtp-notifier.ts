import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { PartproofError } from "../../domain/errors.ts";
import type { Notifier } from "../../ports/notifier.ts";
import { type BuiltMail, buildMail, type MailSender } from "./mail.ts";
import { describeSmtpFailure } from "./smtp-failure.ts";
import { type SmtpServer, serverFromUrl } from "./smtp-server-address.ts";

export type SmtpNotifierOptions = MailSender & ({ url: string } | SmtpServer) & { timeoutMs?: number };

/**
 * Sends each message over its own connection. The connection is driven directly, not through a nodemailer
 * transport, to know whether a fault came before or after the message was handed over: afterwards nobody can
 * tell whether it arrived, and sending it again could double it.
 * @param options timeoutMs: the longest silence of the server, 30 s by default; four times that for the whole
 */
export function createSmtpNotifier(options: SmtpNotifierOptions): Notifier {
  const server = "url" in options ? serverFromUrl(options.url) : options;
  const timeoutMs = options.timeoutMs ?? 30_000;
  return {
    idempotent: false,
    async send(message, photo, attached) {
      if (message.to.length === 0) {
        throw new PartproofError(
          "invalid-input",
          "Expected a message to at least one address, received none.",
        );
      }
      const mail = await buildMail(message, photo, options, attached);
      const refused = await deliver(server, mail, timeoutMs);
      if (refused.length > 0) {
        throw new PartproofError(
          "unavailable",
          `The mail server took the message for ${mail.envelope.to.length - refused.length} of ${mail.envelope.to.length} ` +
            `addresses and refused ${refused.join(", ")}. It is not sent again, the others have it; correct the recipe's notify.to.`,
          { retryable: false },
        );
      }
    },
  };
}

/** @returns the addresses that the server refused while it took the message for others */
async function deliver(server: SmtpServer, mail: BuiltMail, timeoutMs: number): Promise<string[]> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure ?? false,
    // A password never crosses a network in the clear, even if somebody strips STARTTLS from the greeting.
    requireTLS: server.requireTls ?? (server.auth !== undefined && !isLoopback(server.host)),
    ...(server.ca === undefined ? {} : { tls: { ca: server.ca } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketCloseTimeout: 1000,
  });
  let handedOver = false;
  const content = Readable.from(pieces(mail.raw));
  content.once("end", () => {
    handedOver = true;
  });
  let deadline: NodeJS.Timeout | undefined;
  try {
    const refused = await new Promise<string[]>((resolve, reject) => {
      deadline = setTimeout(() => reject(new Error("The mail server took too long")), timeoutMs * 4);
      const step = (next: () => void) => (error?: Error | null) => (error ? reject(error) : next());
      const send = () =>
        connection.send(mail.envelope, content, (error, info) =>
          error ? reject(error) : resolve(info.rejected.map(String)),
        );
      const { auth } = server;
      const logIn = auth
        ? () => connection.login({ user: auth.user, pass: auth.password }, step(send))
        : send;
      connection.on("error", reject);
      connection.connect(step(logIn));
    });
    connection.quit();
    return refused;
  } catch (error) {
    connection.close();
    throw describeSmtpFailure(error, handedOver, server);
  } finally {
    clearTimeout(deadline);
    content.destroy();
  }
}

/** In pieces, so that the end is read only when the server has taken nearly all of it. */
function* pieces(content: Buffer, size = 64 * 1024): Generator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
