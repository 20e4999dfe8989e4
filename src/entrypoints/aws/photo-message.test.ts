import { describe, expect, it } from "vitest";
import { objectCreated } from "../../../test/support/aws-events.ts";
import { readPhotoMessage } from "./photo-message.ts";

const read = (body: unknown, messageAttributes = {}) =>
  readPhotoMessage({ body: typeof body === "string" ? body : JSON.stringify(body), messageAttributes });

describe("a message of the inspect queue", () => {
  it("names the photo that S3 says has arrived, with its version, line and recipe", () => {
    const message = read(objectCreated("incoming/line-1/block/shift 2/SN 1+ä.jpg", "v1"));

    expect(message).toEqual({
      kind: "arrived",
      object: { bucket: "incoming", key: "incoming/line-1/block/shift 2/SN 1+ä.jpg", versionId: "v1" },
      line: "line-1",
      recipe: "block",
      fileName: "shift 2/SN 1+ä.jpg",
    });
  });

  it("wakes for a photo that is in the line already", () => {
    expect(read({ inspectionId: "01X" })).toEqual({ kind: "wake-up", inspectionId: "01X", redrive: false });
  });

  it("goes on under its id when it comes back from the dead letters, whatever it was before", () => {
    const attributes = { inspectionId: { stringValue: "01X", dataType: "String" } };

    const message = read(objectCreated("incoming/line-1/block/SN1.jpg"), attributes);

    expect(message).toEqual({ kind: "wake-up", inspectionId: "01X", redrive: true });
  });

  it("may be about a folder, in which there is no photo", () => {
    expect(read(objectCreated("incoming/line-1/block/"))).toEqual({ kind: "folder" });
  });

  it.each([
    ["no JSON", "photo"],
    ["another event", { ...objectCreated("incoming/line-1/block/1.jpg"), "detail-type": "Object Deleted" }],
    ["another place", objectCreated("elsewhere/line-1/block/1.jpg")],
    ["too few folders", objectCreated("incoming/line-1/1.jpg")],
    ["a recipe that cannot be", objectCreated("incoming/line-1/a b/1.jpg")],
    ["a line that leaves its folder", objectCreated("incoming/../block/1.jpg")],
  ])("is refused for %s", (_what, body) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ code: "invalid-input", retryable: false }));
  });
});
