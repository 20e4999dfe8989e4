import { DetectLabelsCommand } from "@aws-sdk/client-rekognition";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { jpeg } from "../../../test/support/test-platform.ts";
import { createTestRekognition } from "../../../test/support/test-rekognition.ts";

const box = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };
const SEEN = [
  { label: "car", confidence: 0.9, box },
  { label: "car", confidence: 0.6, box: { ...box, left: 0.5 } },
  { label: "bottle", confidence: 0.7, box },
  { label: "cup", confidence: 0.3, box },
];
const photo = { Bytes: await jpeg() };
const large = Buffer.alloc(5 * 1024 * 1024 + 1);
const webp = await sharp(photo.Bytes).webp().toBuffer();
const narrow = await png(79, 200);
const long = await png(10_001, 81);

function png(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: "#888" } })
    .png()
    .toBuffer();
}

describe("DetectLabels", () => {
  test("answers with one label a kind, a box an instance, and what it is a kind of", async () => {
    const { client } = await createTestRekognition({ detections: SEEN });

    const { Labels = [], LabelModelVersion } = await client.send(new DetectLabelsCommand({ Image: photo }));

    const car = Labels.find(({ Name }) => Name === "Car");
    expect(Labels.map(({ Name }) => Name)).toEqual(["Transportation", "Vehicle", "Car", "Bottle"]);
    expect(car?.Confidence).toBeCloseTo(90);
    expect(car?.Instances?.map(({ Confidence }) => Math.round(Confidence ?? 0))).toEqual([90, 60]);
    expect(car?.Instances?.[0]?.BoundingBox).toEqual({ Left: 0.1, Top: 0.2, Width: 0.3, Height: 0.4 });
    expect(car?.Parents).toEqual([{ Name: "Transportation" }, { Name: "Vehicle" }]);
    expect(car?.Categories).toEqual([{ Name: "Vehicles and Automotive" }]);
    expect(car?.Aliases).toEqual([{ Name: "Automobile" }]);
    expect(Labels.find(({ Name }) => Name === "Vehicle")?.Instances).toEqual([]);
    expect(LabelModelVersion).toBe("scripted");
  });

  test.each([
    [
      "MinConfidence",
      { MinConfidence: 20 },
      ["Transportation", "Vehicle", "Car", "Bottle", "Cup", "Beverage Container"],
    ],
    ["MaxLabels", { MaxLabels: 1 }, ["Transportation"]],
    [
      "a label that is included",
      { Settings: { GeneralLabels: { LabelInclusionFilters: ["Car"] } } },
      ["Car"],
    ],
    [
      "a label that is excluded",
      { Settings: { GeneralLabels: { LabelExclusionFilters: ["Car", "Vehicle"] } } },
      ["Transportation", "Bottle"],
    ],
    [
      "a category that is included, less a label of it",
      {
        Settings: {
          GeneralLabels: {
            LabelCategoryInclusionFilters: ["Vehicles and Automotive"],
            LabelExclusionFilters: ["Transportation"],
          },
        },
      },
      ["Vehicle", "Car"],
    ],
    [
      "a category that is excluded",
      { Settings: { GeneralLabels: { LabelCategoryExclusionFilters: ["Vehicles and Automotive"] } } },
      ["Bottle"],
    ],
  ])("heeds %s", async (_, input, expected) => {
    const { client } = await createTestRekognition({ detections: SEEN });

    const { Labels = [] } = await client.send(new DetectLabelsCommand({ Image: photo, ...input }));

    expect(Labels.map(({ Name }) => Name).sort()).toEqual([...expected].sort());
  });

  test("takes a photo that lies in S3", async () => {
    const { client } = await createTestRekognition({
      detections: SEEN,
      objects: { "photos/line-1/a.jpg": photo.Bytes },
    });
    const Image = { S3Object: { Bucket: "photos", Name: "line-1/a.jpg" } };

    const { Labels = [] } = await client.send(new DetectLabelsCommand({ Image }));

    expect(Labels).toHaveLength(4);
  });
});

describe("a photo that cannot be looked at", () => {
  test.each([
    ["is no image", { Bytes: Buffer.from("hello") }, "InvalidImageFormatException"],
    ["is WebP", { Bytes: webp }, "InvalidImageFormatException"],
    ["is cut off", { Bytes: photo.Bytes.subarray(0, 60) }, "InvalidImageFormatException"],
    ["has 79 pixels a side", { Bytes: narrow }, "InvalidParameterException"],
    ["has 10,001 pixels a side", { Bytes: long }, "ImageTooLargeException"],
    ["has more than 5 MB", { Bytes: large }, "ValidationException"],
    ["is neither sent nor named", {}, "InvalidParameterException"],
    [
      "is both sent and named",
      { ...photo, S3Object: { Bucket: "photos", Name: "a" } },
      "InvalidParameterException",
    ],
    ["is not in S3", { S3Object: { Bucket: "photos", Name: "b" } }, "InvalidS3ObjectException"],
    ["has more than 15 MB in S3", { S3Object: { Bucket: "photos", Name: "big" } }, "ImageTooLargeException"],
  ])("is refused where it %s", async (_, Image, name) => {
    const { client } = await createTestRekognition({
      objects: { "photos/big": Buffer.alloc(15 * 1024 * 1024 + 1) },
    });

    const looking = client.send(new DetectLabelsCommand({ Image }));

    await expect(looking).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  test("is refused where it is in S3 and there is no S3, and the message names the setting", async () => {
    const { client } = await createTestRekognition();
    const Image = { S3Object: { Bucket: "photos", Name: "a.jpg" } };

    const looking = client.send(new DetectLabelsCommand({ Image }));

    await expect(looking).rejects.toMatchObject({ name: "InvalidS3ObjectException" });
    await expect(looking).rejects.toThrow("PARTPROOF_S3_ENDPOINT");
  });

  test("asks for properties of the image, which are not known here", async () => {
    const { client } = await createTestRekognition();

    const looking = client.send(new DetectLabelsCommand({ Image: photo, Features: ["IMAGE_PROPERTIES"] }));

    await expect(looking).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});
