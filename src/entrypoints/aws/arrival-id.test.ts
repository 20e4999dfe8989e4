import { describe, expect, it } from "vitest";
import { arrivalId } from "./arrival-id.ts";

const OBJECT = { bucket: "incoming", key: "incoming/line-1/block/SN1.jpg", versionId: "v1" };

describe("the id of a photo in S3", () => {
  it("has the form of any other id, and is the same each time", async () => {
    const ids = [await arrivalId(OBJECT), await arrivalId({ ...OBJECT })];

    expect(ids[0]).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(ids[1]).toBe(ids[0]);
  });

  it("is another one for another version, key or bucket, also where these read alike when put together", async () => {
    const objects = [
      OBJECT,
      { ...OBJECT, versionId: "v2" },
      { ...OBJECT, bucket: "incoming2" },
      { ...OBJECT, key: `${OBJECT.key}v`, versionId: "1" },
      { bucket: OBJECT.bucket, key: OBJECT.key },
    ];

    const ids = await Promise.all(objects.map(arrivalId));

    expect(new Set(ids).size).toBe(objects.length);
  });
});
