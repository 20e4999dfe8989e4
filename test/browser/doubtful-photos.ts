import type { InspectionBody } from "../../src/domain/inspection.ts";
import { recordInspection } from "../../src/flow/record-entry.ts";
import { controlBox } from "../../src/simulator/control-box.ts";
import { drawPhoto } from "../../src/simulator/draw-photo.ts";
import { sampleInspection } from "../contracts/samples.ts";
import type { Dashboard } from "./start-dashboard.ts";

/** Puts inspections of drawn photos on record, of which one screw may be missing: they wait for review. @returns ids */
export async function recordDoubts(
  { embedded: { platform } }: Dashboard,
  count: number,
  over: Partial<InspectionBody> = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const { jpeg, truth } = await drawPhoto(controlBox, 7, i);
    const photo = await platform.images.put(jpeg, "jpg");
    const receivedAt = new Date(Date.now() - (count - i) * 60_000).toISOString();
    const [screw] = truth.parts.filter(({ label }) => label === "screw");
    const body = sampleInspection({
      ...{ id: platform.newId(), imageSha256: photo.sha256, receivedAt, inspectedAt: receivedAt },
      source: { line: "line-1", serial: `SN-${i}`, fileName: `SN-${i}.jpg` },
      recipe: { id: "control-box", version: 1 },
      verdict: "review",
      reasons: ["screw: uncertain, expected 4, seen 3 and 1 unsure"],
      findings: [
        {
          ...{ label: "screw", state: "uncertain", expected: 4, seen: 3, unsure: 1, confidence: 0.52 },
          boxes: screw ? [screw.box] : [],
        },
        { label: "led", state: "present", expected: 2, seen: 2, unsure: 0, confidence: 0.97, boxes: [] },
      ],
      originalKey: photo.key,
      retainUntil: "2036-01-01T00:00:00.000Z",
      ...over,
    });
    const { analyzedKey: _none, analyzedSha256: _nor, ...original } = body;
    await recordInspection(platform, original);
    ids.push(body.id);
  }
  return ids;
}
