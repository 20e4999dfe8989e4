import { PartproofError } from "../../domain/errors.ts";

export type SmtpServer = {
  host: string;
  /** Usually 587 (STARTTLS), 465 with `secure`, or 25. */
  port: number;
  /** TLS from the first byte. Without it STARTTLS is used where the server offers it. */
  secure?: boolean | undefined;
  /** Refuse to go on without TLS. Default: when there is a password and the server is another machine. */
  requireTls?: boolean | undefined;
  auth?: { user: string; password: string } | undefined;
  /** PEM of authorities to trust instead of the well-known ones. */
  ca?: string | undefined;
};

/**
 * Read `smtp://user:password@host:port` or `smtps://…`; user and password percent-encoded.
 * @throws PartproofError `invalid-input`, which never quotes the URL: it may hold the password
 */
export function serverFromUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && url.search === "" && url.hash === "" && (url.pathname === "" || url.pathname === "/");
  if (!plain || !["smtp:", "smtps:"].includes(url.protocol) || url.hostname === "") {
    throw new PartproofError(
      "invalid-input",
      "Expected a mail server as smtp://user:password@host:port or smtps://…, with special characters of user and " +
        "password percent-encoded and nothing after the port; received something else.",
    );
  }
  const secure = url.protocol === "smtps:";
  const auth = credentials(url);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(auth ? { auth } : {}),
  };
}

function credentials(url: URL): { user: string; password: string } | undefined {
  if (url.username === "" && url.password === "") return undefined;
  try {
    return { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  } catch {
    throw new PartproofError(
      "invalid-input",
      "Expected user and password of the mail server percent-encoded (% as %25), received a stray %.",
    );
  }
}
