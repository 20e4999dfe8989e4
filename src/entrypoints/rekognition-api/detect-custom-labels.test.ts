import { DetectCustomLabelsCommand, StartProjectVersionCommand } from "@aws-sdk/client-rekognition";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { jpeg } from "../../../test/support/test-platform.ts";
import { createTestRekognition, taughtModel } from "../../../test/support/test-rekognition.ts";

const box = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };
const photo = { Bytes: await jpeg() };

function png(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: "#888" } })
    .png()
    .toBuffer();
}

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
