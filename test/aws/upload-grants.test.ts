import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createS3IncomingPhotos } from "../../src/adapters/aws/s3-incoming-photos.ts";
import { createS3UploadGrants } from "../../src/adapters/aws/s3-upload-grants.ts";
import type { UploadGrant } from "../../src/ports/upload-grants.ts";
import { collect } from "../contracts/samples.ts";
import { s3ClientAt } from "./s3-client-at.ts";
import { hasS3, makeBucket, s3Client, sharedS3 } from "./s3-test-bucket.ts";

const photo = Buffer.from("\xff\xd8\xff a photo of a widget", "latin1");
const request = {
  line: "line-1",
  recipe: "widget",
  fileName: "Gehäuse 7.jpg",
  contentType: "image/jpeg",
  bytes: photo.length,
  serial: "Größe 7",
  lot: "LOT-1",
};

describe.skipIf(!hasS3)("a grant to upload", () => {
  test("lets exactly this photo in, which then is a delivery with all that was said of it", async () => {
    const { grant, incoming, bucket } = await grantFor();
    const before = new Date(Date.now() - 60_000);

    const status = await upload(grant);

    const [listed] = await collect(incoming.list(before, new Date(Date.now() + 60_000)));
    const { content, metadata, bytes } = await incoming.open({ bucket, key: grant.key });
    expect(status).toBe(204);
    expect(grant.key).toBe("incoming/line-1/widget/Gehäuse 7.jpg");
    expect(listed).toMatchObject({ key: grant.key, bytes: photo.length });
    expect(metadata).toEqual({ serial: "Größe 7", lot: "LOT-1" });
    expect(bytes).toBe(photo.length);
    expect(sha256(Buffer.concat(await collect(content)))).toBe(sha256(photo));
  });

  test.each<[string, (grant: UploadGrant) => Promise<number>]>([
    ["a smaller file", (grant) => upload(grant, { content: photo.subarray(1) })],
    ["a larger file", (grant) => upload(grant, { content: Buffer.concat([photo, photo]) })],
    ["another type", (grant) => upload(grant, { fields: { "Content-Type": "text/html" } })],
    ["no type", (grant) => upload(grant, { without: "Content-Type" })],
    ["another file", (grant) => upload(grant, { fields: { key: "incoming/line-1/widget/other.jpg" } })],
    ["another line", (grant) => upload(grant, { fields: { key: "incoming/line-2/widget/1.jpg" } })],
    ["another serial", (grant) => upload(grant, { fields: { "x-amz-meta-serial": "SN-2" } })],
    ["a field more", (grant) => upload(grant, { fields: { acl: "public-read" } })],
    ["a changed policy", (grant) => upload(grant, { fields: { Policy: policyFor(grant) } })],
  ])("does not let in %s", async (_, send) => {
    const { grant, incoming } = await grantFor();

    const status = await send(grant);

    expect([400, 403]).toContain(status);
    expect(await collect(incoming.list(new Date(0), new Date(Date.now() + 60_000)))).toEqual([]);
  });

  test("ends after five minutes", async () => {
    const { bucket, incoming } = await grantFor();
    const sixMinutesAgo = s3ClientAt(sharedS3());
    sixMinutesAgo.config.systemClockOffset = -6 * 60_000;
    const now = new Date(Date.now() - 6 * 60_000);

    const grant = await createS3UploadGrants({ s3: sixMinutesAgo, bucket }).grant(request, now);
    const status = await upload(grant);

    expect(grant.expiresAt).toBe(new Date(now.getTime() + 5 * 60_000).toISOString());
    expect(status).toBe(403);
    expect(await collect(incoming.list(new Date(0), new Date(Date.now() + 60_000)))).toEqual([]);
  });

  test("is not given for a place outside of the line's folder", async () => {
    const grants = createS3UploadGrants({ s3: s3Client(), bucket: "any" });

    const granting = grants.grant({ ...request, line: "../line-2" }, new Date());

    await expect(granting).rejects.toMatchObject({ code: "invalid-input", faults: [{ path: "line" }] });
  });
});

describe.skipIf(!hasS3)("incoming photos", () => {
  test("are read by version: what has its key now is another delivery", async () => {
    const { grant, incoming, bucket } = await grantFor("locking");
    await upload(grant);
    await upload(grant);

    const listed = await collect(incoming.list(new Date(0), new Date(Date.now() + 60_000)));

    expect(new Set(listed.map(({ versionId }) => versionId)).size).toBe(2);
    for (const { key, versionId } of listed) {
      const { content } = await incoming.open({ bucket, key, versionId });
      expect(sha256(Buffer.concat(await collect(content)))).toBe(sha256(photo));
    }
  });

  test("are those of the asked time only", async () => {
    const { grant, incoming } = await grantFor();
    await upload(grant);

    const yesterday = await collect(incoming.list(new Date(0), new Date(Date.now() - 60_000)));

    expect(yesterday).toEqual([]);
  });

  test.each([
    ["gone", {}, "not-found"],
    ["of another bucket", { bucket: "evidence" }, "invalid-input"],
    ["outside of their folder", { key: "reports/1.html" }, "invalid-input"],
  ])("that are %s are refused", async (_, change, code) => {
    const { incoming, bucket } = await grantFor();

    const opening = incoming.open({ bucket, key: "incoming/line-1/widget/1.jpg", ...change });

    await expect(opening).rejects.toMatchObject({ code });
  });
});

async function grantFor(kind: "plain" | "locking" = "plain") {
  const s3 = s3Client();
  const bucket = await makeBucket(s3, kind);
  const grant = await createS3UploadGrants({ s3, bucket }).grant(request, new Date());
  return { bucket, grant, incoming: createS3IncomingPhotos({ s3, bucket }) };
}

/** As a camera would: the fields, then the file. @returns the status of the answer */
async function upload(
  grant: UploadGrant,
  change: { fields?: Record<string, string>; without?: string; content?: Buffer } = {},
): Promise<number> {
  const form = new FormData();
  const fields = { ...grant.fields, ...change.fields };
  for (const [name, value] of Object.entries(fields)) if (name !== change.without) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(change.content ?? photo)], { type: "image/jpeg" }), "x.jpg");
  const answer = await fetch(grant.url, { method: "POST", body: form });
  await answer.arrayBuffer();
  return answer.status;
}

/** The grant's policy with any size allowed, under the old signature. */
function policyFor({ fields }: UploadGrant): string {
  const policy = JSON.parse(Buffer.from(fields["Policy"] ?? "", "base64").toString("utf8"));
  const conditions = policy.conditions.filter((condition: unknown) => !Array.isArray(condition));
  return Buffer.from(JSON.stringify({ ...policy, conditions })).toString("base64");
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
