import { PartproofError } from "../../domain/errors.ts";
import { type FrontDesk, whoseSession } from "../../flow/sign-in.ts";
import type { Identify } from "./http-api-deps.ts";
import { identifyByToken } from "./identify-by-token.ts";
import { mustBeSameOrigin } from "./same-origin.ts";
import { sessionSecretOf } from "./session-cookie.ts";

const READING = new Set(["GET", "HEAD"]);

/** A program shows a token of ours, a browser the cookie of its session. What is shown on purpose comes first. */
export function identifyCaller(desk: FrontDesk): Identify {
  const byToken = identifyByToken(desk.tokens);
  return async (request, platform) => {
    const secret = sessionSecretOf(request);
    if (request.headers.has("authorization") || secret === undefined) return byToken(request, platform);

    if (!READING.has(request.method)) mustBeSameOrigin(request, "needed");
    const known = await whoseSession(desk, secret);
    if (known) return known.principal;
    throw new PartproofError("unauthorized", "The session has ended. Sign in again.");
  };
}
