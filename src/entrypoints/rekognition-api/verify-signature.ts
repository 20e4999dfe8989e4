import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { WireError } from "./wire-error.ts";

/** What a request says of its signature, before anybody believes it. */
export type SignatureClaim = {
  accessKeyId: string;
  region: string;
  signedHeaders: readonly string[];
  signature: string;
  signedAt: Date;
};

const SERVICE = "rekognition";
/** How far the clocks of a client and of this machine may be apart, as in the service. */
const MOST_SKEW_MS = 5 * 60_000;
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 +Credential=([^/,\s]{1,128})\/(\d{8})\/([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})\/aws4_request, *SignedHeaders=([a-z0-9;-]{1,2000}), *Signature=([0-9a-f]{64})$/;
const DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Reads the headers of AWS Signature Version 4 and refuses what cannot be right, whoever signed it.
 * @throws WireError
 */
export function readClaim(headers: Headers, now: Date): SignatureClaim {
  const authorization = headers.get("authorization");
  if (authorization === null) {
    const message = "Expected a request signed with AWS Signature Version 4 in the Authorization header.";
    throw new WireError("MissingAuthenticationTokenException", message);
  }
  const [, accessKeyId, day, region, service, signed, signature] = AUTHORIZATION.exec(authorization) ?? [];
  const date = headers.get("x-amz-date") ?? "";
  const [, year, month, dayOfMonth, hours, minutes, seconds] = DATE.exec(date) ?? [];
  if (accessKeyId === undefined || region === undefined || signed === undefined || signature === undefined) {
    throw new WireError("IncompleteSignatureException", "The Authorization header is not complete.");
  }
  if (service !== SERVICE) {
    const message = `Credential should be scoped to correct service: '${SERVICE}'.`;
    throw new WireError("InvalidSignatureException", message);
  }
  const signedAt = new Date(`${year}-${month}-${dayOfMonth}T${hours}:${minutes}:${seconds}Z`);
  if (Number.isNaN(signedAt.getTime()) || day !== date.slice(0, 8)) {
    const message = "Expected X-Amz-Date as YYYYMMDDTHHMMSSZ, of the day of the credential scope.";
    throw new WireError("IncompleteSignatureException", message);
  }
  if (Math.abs(now.getTime() - signedAt.getTime()) > MOST_SKEW_MS) {
    const message = `Signature not current: signed at ${date}, but it is ${now.toISOString()} here. Set the clock.`;
    throw new WireError("InvalidSignatureException", message);
  }
  if (headers.has("x-amz-security-token")) {
    const message = "Keys are not temporary here: expected a request without X-Amz-Security-Token.";
    throw new WireError("UnrecognizedClientException", message);
  }
  const signedHeaders = signed.split(";");
  const unsigned = ["host", ...[...headers.keys()].filter((name) => name.startsWith("x-amz-"))].find(
    (name) => !signedHeaders.includes(name),
  );
  if (unsigned !== undefined) {
    throw new WireError("InvalidSignatureException", `The header ${unsigned} must be signed.`);
  }
  return { accessKeyId, region, signedHeaders, signature, signedAt };
}

/**
 * Makes the signature again, with the secret, and compares: what came is what was signed, to the last byte.
 * @throws WireError `InvalidSignatureException`
 */
export async function checkSignature(
  claim: SignatureClaim,
  secret: string,
  request: { headers: Headers; body: Uint8Array },
): Promise<void> {
  const refuse = () =>
    new WireError(
      "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. Check the secret access key.",
    );
  const sent = request.headers.get("x-amz-content-sha256");
  if (sent !== null && sent !== createHash("sha256").update(request.body).digest("hex")) throw refuse();
  const headers: Record<string, string> = {};
  for (const name of claim.signedHeaders) {
    const value = request.headers.get(name);
    if (value === null) throw refuse();
    headers[name] = value;
  }
  const signer = new SignatureV4({
    credentials: { accessKeyId: claim.accessKeyId, secretAccessKey: secret },
    region: claim.region,
    service: SERVICE,
    sha256: NodeSha256,
    applyChecksum: false,
  });
  const again = await signer.sign(
    {
      method: "POST",
      protocol: "http:",
      hostname: "localhost",
      path: "/",
      query: {},
      headers,
      body: request.body,
    },
    { signingDate: claim.signedAt, signableHeaders: new Set(claim.signedHeaders) },
  );
  const expected = /Signature=([0-9a-f]{64})$/.exec(again.headers["authorization"] ?? "")?.[1] ?? "";
  const [a, b] = [Buffer.from(expected), Buffer.from(claim.signature)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw refuse();
}

type Data = string | ArrayBuffer | ArrayBufferView;

/** Node's SHA-256 for the signer: photos are megabytes, and one in JavaScript would hold up everybody. */
class NodeSha256 {
  readonly #secret: Data | undefined;
  #hash;

  constructor(secret?: Data) {
    this.#secret = secret;
    this.#hash = this.#begin();
  }
  update(data: Data): void {
    this.#hash.update(bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    this.#hash = this.#begin();
  }
  #begin() {
    return this.#secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(this.#secret));
  }
}

function bytesOf(data: Data): Uint8Array {
  if (typeof data === "string") return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
