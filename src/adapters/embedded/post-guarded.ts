import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { PartproofError } from "../../domain/errors.ts";
import type { AddressGuard } from "./address-guard.ts";

export type PostAnswer = { status: number; retryAfter?: string };

/** What is thrown when no answer came. */
export class NoAnswerError extends Error {
  /** The whole request had left this machine: it may have been acted on. */
  readonly handedOver: boolean;

  constructor(handedOver: boolean, cause: unknown) {
    super("No answer came.", { cause });
    this.name = "NoAnswerError";
    this.handedOver = handedOver;
  }
}

/**
 * POST to an address that the guard lets pass. Follows no redirect, reads no body of an answer, uses each connection
 * once, and takes at most `timeoutMs`, whatever the other side does.
 * @throws PartproofError `forbidden` from the guard; NoAnswerError for anything else that left us without an answer
 */
export async function postGuarded(
  url: URL,
  body: string,
  headers: Record<string, string>,
  options: { guard: AddressGuard; timeoutMs: number; ca?: string | undefined },
): Promise<PostAnswer> {
  const { guard, timeoutMs, ca } = options;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const secure = url.protocol === "https:";
  // A literal address is never looked up.
  if (isIP(host) !== 0) guard.check(host);
  const timeout = AbortSignal.timeout(timeoutMs);
  let handedOver = false;
  try {
    return await new Promise<PostAnswer>((resolve, reject) => {
      const send = secure ? httpsRequest : httpRequest;
      const request = send(url, {
        method: "POST",
        headers: { ...headers, "Content-Length": String(Buffer.byteLength(body)) },
        agent: false,
        lookup: guard.lookup,
        signal: timeout,
        maxHeaderSize: 16_384,
        ...(ca === undefined ? {} : { ca }),
      });
      request.once("error", reject);
      request.once("response", (response: IncomingMessage) => {
        const retryAfter = response.headers["retry-after"];
        resolve({ status: response.statusCode ?? 0, ...(retryAfter === undefined ? {} : { retryAfter }) });
        // What a receiver says beyond its status is neither read nor logged: it can be endless, or a secret.
        response.destroy();
      });
      request.once("socket", (socket) => {
        socket.once(secure ? "secureConnect" : "connect", () => {
          const address = socket.remoteAddress ?? "";
          try {
            guard.check(address);
            if (!secure && !guard.isAllowed(address)) throw mustBeEncrypted();
          } catch (refusal) {
            request.destroy(refusal as Error);
            return;
          }
          // Not before: nothing of the message leaves until we know where to.
          request.end(body, () => {
            handedOver = true;
          });
        });
      });
    });
  } catch (error) {
    if (error instanceof PartproofError) throw error;
    throw new NoAnswerError(handedOver, error);
  }
}

function mustBeEncrypted(): PartproofError {
  return new PartproofError(
    "forbidden",
    "A webhook to a public address must be https. Only to a network named in the channel's `allow` may it be http.",
    { retryable: true },
  );
}
