import type { NodemailerError } from "nodemailer";
import { PartproofError } from "../../domain/errors.ts";
import { oneLine } from "../../domain/mail-words.ts";
import type { SmtpServer } from "./smtp-server-address.ts";

/**
 * What a failed delivery means for the next attempt. 4xx and connection faults pass; 5xx stays. Two cases need
 * care: a refused login says nothing about the message, and a fault after the message was handed over leaves
 * open whether it arrived.
 */
export function describeSmtpFailure(error: unknown, handedOver: boolean, server: SmtpServer): PartproofError {
  const failure: NodemailerError = error instanceof Error ? error : new Error(String(error));
  const at = `${server.host}:${server.port}`;
  const { code, responseCode } = failure;
  const answer = quote(failure, server);

  if (code === "EAUTH" || code === "ENOAUTH" || code === "EOAUTH2") {
    // No cause: what a server answers to a login may repeat what it was sent.
    return new PartproofError(
      "unavailable",
      `The mail server ${at} did not accept the login (${responseCode ?? code}). Check user and password; the mail is kept and retried.`,
      { retryable: true },
    );
  }
  const cause = safeCause(failure, server);
  if (code === "ETLS" || code === "EREQUIRETLS") {
    return new PartproofError(
      "unavailable",
      `No safe connection to the mail server ${at}: TLS failed or is not offered, and nothing is sent in the clear. ${answer}`,
      { cause, retryable: true },
    );
  }
  if (responseCode !== undefined) {
    const forGood = failure.permanent ?? responseCode >= 500;
    return new PartproofError(
      "unavailable",
      forGood
        ? `The mail server ${at} refused the mail for good: ${answer} Check the addresses and what the server allows.`
        : `The mail server ${at} cannot take the mail now: ${answer} It is kept and retried.`,
      { cause, retryable: !forGood },
    );
  }
  if (handedOver) {
    return new PartproofError(
      "unavailable",
      `The connection to the mail server ${at} broke after the mail was handed over; whether it arrived is unknown. ` +
        `It is not sent again, so that nobody gets it twice. ${answer}`,
      { cause, retryable: false },
    );
  }
  return new PartproofError(
    "unavailable",
    `The mail server ${at} could not be reached. Check its address, port and the network; the mail is kept and retried. ${answer}`,
    { cause, retryable: true },
  );
}

function quote(failure: NodemailerError, server: SmtpServer): string {
  const text = oneLine(withoutPassword(failure.response ?? failure.message, server), 200);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The stack helps support, the other fields of the original may hold anything. */
function safeCause(failure: Error, server: SmtpServer): Error {
  const cause = new Error(withoutPassword(failure.message, server));
  cause.stack = withoutPassword(failure.stack ?? "", server);
  return cause;
}

function withoutPassword(text: string, { auth }: SmtpServer): string {
  if (!auth?.password) return text;
  return text.replaceAll(auth.password, "[secret]");
}
