import { DetectTextCommand } from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import { jpeg } from "../../../test/support/test-platform.ts";
import { createTestRekognition } from "../../../test/support/test-rekognition.ts";

const photo = { Bytes: await jpeg() };

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
