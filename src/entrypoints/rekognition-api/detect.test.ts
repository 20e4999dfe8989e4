import {
  DetectCustomLabelsCommand,
  DetectLabelsCommand,
  DetectTextCommand,
  StartProjectVersionCommand,
} from "@aws-sdk/client-rekognition";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { jpeg } from "../../../test/support/test-platform.ts";
import { createTestRekognition, taughtModel } from "../../../test/support/test-rekognition.ts";

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

describe("DetectText", () => {
  const lines = [
    { text: "SN 4711", confidence: 0.95, box: { left: 0.1, top: 0.1, width: 0.35, height: 0.05 } },
    { text: "LOT", confidence: 0.5, box: { left: 0.6, top: 0.7, width: 0.05, height: 0.2 } },
  ];

  test("answers with lines, then with their words, which name their lines", async () => {
    const { client } = await createTestRekognition({ lines });

    const { TextDetections = [] } = await client.send(new DetectTextCommand({ Image: photo }));

    expect(
      TextDetections.map(({ Id, ParentId, Type, DetectedText }) => [Id, ParentId, Type, DetectedText]),
    ).toEqual([
      [0, undefined, "LINE", "SN 4711"],
      [1, undefined, "LINE", "LOT"],
      [2, 0, "WORD", "SN"],
      [3, 0, "WORD", "4711"],
      [4, 1, "WORD", "LOT"],
    ]);
    const word = TextDetections[3]?.Geometry;
    expect(word?.BoundingBox?.Left).toBeCloseTo(0.1 + (3 / 7) * 0.35);
    expect(word?.BoundingBox?.Width).toBeCloseTo((4 / 7) * 0.35);
    expect(word?.Polygon?.[2]?.X).toBeCloseTo(0.45);
    expect(word?.Polygon?.[2]?.Y).toBeCloseTo(0.15);
  });

  test.each([
    ["words that are surer than 80 unless it says otherwise", { WordFilter: {} }, ["SN 4711", "SN", "4711"]],
    ["words that are sure", { WordFilter: { MinConfidence: 40 } }, ["SN 4711", "LOT", "SN", "4711", "LOT"]],
    ["words that are high", { WordFilter: { MinConfidence: 0, MinBoundingBoxHeight: 0.1 } }, ["LOT", "LOT"]],
    [
      "words that are wide",
      { WordFilter: { MinConfidence: 0, MinBoundingBoxWidth: 0.15 } },
      ["SN 4711", "4711"],
    ],
    [
      "an area",
      { RegionsOfInterest: [{ BoundingBox: { Left: 0.5, Top: 0.5, Width: 0.5, Height: 0.5 } }] },
      ["LOT", "LOT"],
    ],
    [
      "an area with corners",
      {
        RegionsOfInterest: [
          {
            Polygon: [
              { X: 0, Y: 0 },
              { X: 1, Y: 0 },
              { X: 0, Y: 1 },
            ],
          },
        ],
      },
      ["SN 4711", "SN", "4711"],
    ],
    [
      "areas that overlap, once",
      {
        RegionsOfInterest: [
          { BoundingBox: { Left: 0, Top: 0, Width: 1, Height: 0.5 } },
          { BoundingBox: { Left: 0, Top: 0, Width: 0.9, Height: 0.4 } },
        ],
      },
      ["SN 4711", "SN", "4711"],
    ],
  ])("heeds a filter for %s", async (_, Filters, expected) => {
    const { client } = await createTestRekognition({ lines });

    const { TextDetections = [] } = await client.send(new DetectTextCommand({ Image: photo, Filters }));

    expect(TextDetections.map(({ DetectedText }) => DetectedText)).toEqual(expected);
  });

  test("refuses an area beyond the edge", async () => {
    const { client } = await createTestRekognition({ lines });
    const Filters = { RegionsOfInterest: [{ BoundingBox: { Left: 0.6, Top: 0, Width: 0.6, Height: 0.5 } }] };

    const reading = client.send(new DetectTextCommand({ Image: photo, Filters }));

    await expect(reading).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});

describe("DetectCustomLabels", () => {
  const parts = [
    { label: "screw", confidence: 0.62, box },
    { label: "screw", confidence: 0.95, box: { ...box, left: 0.6 } },
    { label: "tilt", confidence: 0.8 },
  ];

  /** The service with one taught model, running. */
  async function arrange(options: { reservations?: string[]; minConfidence?: number } = {}) {
    const service = await createTestRekognition({ detections: parts, ...options });
    const { version } = await service.models.put(
      "screws",
      taughtModel(["screw"], options.minConfidence),
      "2026-03-01T08:00:00Z",
    );
    const ProjectVersionArn = `arn:aws:rekognition:eu-central-1:000000000000:project/screws/version/${version}/${Date.parse("2026-03-01T08:00:00Z")}`;
    await service.client.send(new StartProjectVersionCommand({ ProjectVersionArn, MinInferenceUnits: 1 }));
    return { ...service, ProjectVersionArn };
  }

  test("answers with parts, surest first, with their boxes where they have one", async () => {
    const { client, ProjectVersionArn } = await arrange();

    const { CustomLabels = [] } = await client.send(
      new DetectCustomLabelsCommand({ ProjectVersionArn, Image: photo }),
    );

    expect(CustomLabels.map(({ Name, Confidence }) => [Name, Math.round(Confidence ?? 0)])).toEqual([
      ["screw", 95],
      ["tilt", 80],
      ["screw", 62],
    ]);
    expect(CustomLabels[0]?.Geometry?.BoundingBox).toEqual({ Left: 0.6, Top: 0.2, Width: 0.3, Height: 0.4 });
    expect(CustomLabels[1]?.Geometry).toBeUndefined();
  });

  test.each([
    ["the threshold that the model proposes", { minConfidence: 0.7 }, {}, [95, 80]],
    ["MinConfidence instead of it", { minConfidence: 0.7 }, { MinConfidence: 0 }, [95, 80, 62]],
    ["MaxResults", {}, { MaxResults: 1 }, [95]],
  ])("heeds %s", async (_, model, input, expected) => {
    const { client, ProjectVersionArn } = await arrange(model);

    const { CustomLabels = [] } = await client.send(
      new DetectCustomLabelsCommand({ ProjectVersionArn, Image: photo, ...input }),
    );

    expect(CustomLabels.map(({ Confidence }) => Math.round(Confidence ?? 0))).toEqual(expected);
  });

  test("refuses 4 MB, 63 pixels and 4,097 pixels", async () => {
    const { client, ProjectVersionArn } = await arrange();
    const padded = Buffer.concat([await jpeg(), Buffer.alloc(4 * 1024 * 1024)]);
    const look = (Bytes: Uint8Array) =>
      client.send(new DetectCustomLabelsCommand({ ProjectVersionArn, Image: { Bytes } }));

    await expect(look(padded)).rejects.toMatchObject({ name: "ImageTooLargeException" });
    await expect(look(await png(63, 300))).rejects.toMatchObject({ name: "InvalidParameterException" });
    await expect(look(await png(4097, 300))).rejects.toMatchObject({ name: "ImageTooLargeException" });
    await expect(look(await png(64, 300))).resolves.toMatchObject({ CustomLabels: expect.any(Array) });
  });

  test("says in a header of its own why the model does not vouch for a look", async () => {
    const { send, ProjectVersionArn } = await arrange({ reservations: ["too dark, 3 %"] });
    const body = JSON.stringify({
      ProjectVersionArn,
      Image: { Bytes: Buffer.from(photo.Bytes).toString("base64") },
    });

    const { headers } = await send({ operation: "DetectCustomLabels", body });

    expect(decodeURIComponent(headers.get("x-partproof-reservation") ?? "")).toBe("too dark, 3 %");
  });
});
