import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createTestApi, handIn } from "../../../test/support/test-http-api.ts";
import { sha256Hex } from "../../domain/evidence.ts";

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

describe("the photos of an inspection", () => {
  it("come as they were handed in, with their SHA-256 as ETag", async () => {
    const { call, inspected } = await createTestApi();
    const handedIn = Buffer.from((await handIn()).data, "base64");
    const id = await inspected();

    const response = await call("inspector", "GET", `/v1/inspections/${id}/original`);

    expect(await bytesOf(response)).toEqual(new Uint8Array(handedIn));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "x-content-type-options": "nosniff",
      etag: `"${await sha256Hex(handedIn)}"`,
      "cache-control": "private, max-age=31536000, immutable",
      "content-disposition": 'inline; filename="SN1.jpg"',
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it("come marked up", async () => {
    const { call, inspected } = await createTestApi();
    const id = await inspected();

    const response = await call("auditor", "GET", `/v1/inspections/${id}/analyzed`);

    const bytes = await bytesOf(response);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg" });
    expect(response.headers.get("etag")).toBe(`"${await sha256Hex(bytes)}"`);
    expect(response.headers.get("content-disposition")).toBe('inline; filename="SN1-analyzed.jpg"');
  });

  it.each(["original", "analyzed"])("are not sent again to who has the %s one", async (name) => {
    const { call, inspected } = await createTestApi();
    const path = `/v1/inspections/${await inspected()}/${name}`;
    const etag = (await call("inspector", "GET", path)).headers.get("etag");

    const response = await call("inspector", "GET", path, undefined, { "If-None-Match": `W/"x", ${etag}` });

    expect(response.status).toBe(304);
    expect(await response.text()).toBe("");
  });

  it.each(["original", "analyzed"])("come small, as WebP, for lists: %s", async (name) => {
    const { call, inspected } = await createTestApi();
    const path = `/v1/inspections/${await inspected()}/${name}?width=64`;

    const response = await call("inspector", "GET", path);

    expect(response.headers.get("content-type")).toBe("image/webp");
    expect(response.headers.get("etag")).toMatch(/-w64"$/);
    expect(await sharp(await bytesOf(response)).metadata()).toMatchObject({ format: "webp", width: 64 });
  });

  it.each(["63", "1025", "wide", ""])("do not come %j px wide", async (width) => {
    const { call, inspected } = await createTestApi();

    const response = await call(
      "inspector",
      "GET",
      `/v1/inspections/${await inspected()}/original?width=${width}`,
    );

    expect(response.status).toBe(400);
  });

  it("can be asked for by HEAD without being sent, or left open", async () => {
    const { call, inspected, platform } = await createTestApi();
    const id = await inspected();
    let closed = false;
    platform.images.stream = async function* () {
      try {
        yield new Uint8Array([0xff, 0xd8, 0xff]);
        yield new Uint8Array(10);
      } finally {
        closed = true;
      }
    };

    const response = await call("inspector", "HEAD", `/v1/inspections/${id}/original`);

    expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect(closed).toBe(true);
  });
});

describe("a file that is no photo", () => {
  const page = Buffer.from("<html><script>alert(1)</script></html>").toString("base64");

  it("is only ever downloaded, whatever its name says", async () => {
    const { call, inspected } = await createTestApi();
    const id = await inspected({ data: page, fileName: "photo.html" });

    const response = await call("inspector", "GET", `/v1/inspections/${id}/original`);

    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="photo.bin"');
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("has no analyzed photo and no small one, and says why", async () => {
    const { call, inspected } = await createTestApi();
    const id = await inspected({ data: page });

    const analyzed = await call("inspector", "GET", `/v1/inspections/${id}/analyzed`);
    const small = await call("inspector", "GET", `/v1/inspections/${id}/original?width=100`);

    expect([analyzed.status, small.status]).toEqual([404, 422]);
    expect((await analyzed.json()).detail).toMatch(/its verdict is rejected: Expected a JPEG/);
  });

  it.each([
    [`a";evil="b.jpg`, "a_evil_b.jpg"],
    ["C:\\cam\\SN 7.JPEG", "SN_7.jpg"],
    ["日本.jpg", "_.jpg"],
  ])("has %j as its name, and the download gets %s", async (fileName, name) => {
    const { call, inspected } = await createTestApi();
    const id = await inspected({ fileName });

    const response = await call("inspector", "GET", `/v1/inspections/${id}/original`);

    expect(response.headers.get("content-disposition")).toBe(`inline; filename="${name}"`);
  });
});

describe("a photo that is gone", () => {
  it("was removed after its retention, or is reported as damage before that", async () => {
    const { call, inspected, memory, platform, wait } = await createTestApi();
    const id = await inspected();
    const key = (await platform.records.get(id))?.evidence.originalKey ?? "";
    memory.images.tamper(key);

    const early = await call("inspector", "GET", `/v1/inspections/${id}/original`);
    wait(1097 * 24 * 60 * 60 * 1000);
    const late = await call("inspector", "GET", `/v1/inspections/${id}/original`);

    expect([early.status, late.status]).toEqual([500, 404]);
    expect((await early.json()).type).toBe("urn:partproof:problem:damaged");
    expect((await late.json()).detail).toMatch(/its retention ended/);
  });
});

describe("the small photo of an inspection", () => {
  it("is the marked-up one unless the original is asked for, for good in a browser's own cache", async () => {
    const { call, inspected } = await createTestApi();
    const path = `/v1/inspections/${await inspected()}/thumbnail`;

    const analyzed = await call("inspector", "GET", path);
    const original = await call("inspector", "GET", `${path}?which=original&width=160`);

    expect(await sharp(await bytesOf(analyzed)).metadata()).toMatchObject({ format: "webp" });
    expect(await sharp(await bytesOf(original)).metadata()).toMatchObject({
      format: "webp",
      width: 120,
      height: 90,
    });
    expect(analyzed.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
    expect(analyzed.headers.get("etag")).toMatch(/^"[0-9a-f]{64}-analyzed-w320"$/);
    expect(original.headers.get("etag")).toMatch(/^"[0-9a-f]{64}-original-w160"$/);
  });

  it("is not read again for who has it", async () => {
    const { call, inspected, platform } = await createTestApi();
    const path = `/v1/inspections/${await inspected()}/thumbnail?width=640`;
    const etag = (await call("inspector", "GET", path)).headers.get("etag");
    platform.images.get = () => Promise.reject(new Error("read"));

    const response = await call("inspector", "GET", path, undefined, { "If-None-Match": etag });

    expect(response.status).toBe(304);
  });

  it("is the original where nothing could be marked up, and says what is wrong if that is no photo", async () => {
    const { call, inspected } = await createTestApi();
    const id = await inspected({ data: Buffer.from("this is no photo").toString("base64") });

    const response = await call("inspector", "GET", `/v1/inspections/${id}/thumbnail`);

    expect(response.status).toBe(422);
  });

  it.each(["width=200", "width=", "which=both"])("does not come with %s", async (query) => {
    const { call, inspected } = await createTestApi();

    const response = await call(
      "inspector",
      "GET",
      `/v1/inspections/${await inspected()}/thumbnail?${query}`,
    );

    expect(response.status).toBe(400);
  });
});
