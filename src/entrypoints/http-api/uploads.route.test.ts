import { describe, expect, it } from "vitest";
import { createTestApi, handIn } from "../../../test/support/test-http-api.ts";
import type { UploadGrants, UploadRequest } from "../../ports/upload-grants.ts";

const LARGE = {
  recipe: "block",
  line: "line-1",
  fileName: "SN1.jpg",
  serial: "SN1",
  contentType: "image/jpeg",
  bytes: 8_000_000,
};

function uploadsThatNote(asked: UploadRequest[]): UploadGrants {
  return {
    async grant(request, now) {
      asked.push(request);
      const key = `incoming/${request.line}/${request.recipe}/${request.fileName}`;
      return { url: "https://photos.example", fields: { key }, key, expiresAt: now.toISOString() };
    },
  };
}

describe("asking where to put a large photo", () => {
  it("is answered with a form for this one photo", async () => {
    const asked: UploadRequest[] = [];
    const { call } = await createTestApi({ uploads: uploadsThatNote(asked) });

    const response = await call("camera", "POST", "/v1/uploads", LARGE);

    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      url: "https://photos.example",
      fields: { key: "incoming/line-1/block/SN1.jpg" },
      key: "incoming/line-1/block/SN1.jpg",
      expiresAt: "2026-03-01T08:00:00.000Z",
    });
    expect(asked).toEqual([LARGE]);
  });

  it.each([
    ["a recipe that nobody published", { recipe: "other" }, 404],
    ["more bytes than a photo may have", { bytes: 40_000_000 }, 413],
    ["no bytes", { bytes: 0 }, 400],
    ["no photo", { contentType: "text/html" }, 400],
    ["no line", { line: undefined }, 400],
    ["a name that leaves its folder", { fileName: "../line-2/SN1.jpg" }, 400],
    ["no name", { fileName: "" }, 400],
  ])("is refused for %s", async (_what, fields, status) => {
    const asked: UploadRequest[] = [];
    const { call } = await createTestApi({ uploads: uploadsThatNote(asked) });

    const response = await call("camera", "POST", "/v1/uploads", { ...LARGE, ...fields });

    expect(response.status).toBe(status);
    expect(asked).toEqual([]);
  });

  it("is told to hand photos in as usual where there are no uploads", async () => {
    const { call } = await createTestApi();

    const response = await call("camera", "POST", "/v1/uploads", LARGE);

    expect(response.status).toBe(404);
    expect((await response.json()).detail).toContain("POST /v1/images");
  });
});

describe("a photo too large for a request", () => {
  it.each([
    ["is pointed to the uploads", uploadsThatNote([]), /POST \/v1\/uploads/],
    ["is not pointed to uploads that there are not", undefined, /^(?!.*uploads).*smaller photo/],
  ])("%s", async (_what, uploads, expected) => {
    const { call } = await createTestApi({ maxBodyBytes: 1000, ...(uploads && { uploads }) });
    const body = { ...(await handIn()), data: "A".repeat(2000) };

    const response = await call("camera", "POST", "/v1/images", body);

    expect(response.status).toBe(413);
    expect((await response.json()).detail).toMatch(expected);
  });
});
