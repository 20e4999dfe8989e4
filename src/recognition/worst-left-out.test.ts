import { expect, test } from "vitest";
import { gatherPart } from "./part-evidence.ts";
import { proposeThresholds } from "./propose-thresholds.ts";
import { worstLeftOut } from "./worst-left-out.ts";

const view = (photo: number, needed: number, surplus = 0) => ({ photo, there: 2, needed, surplus });
const shas = ["a", "b", "c"].map((letter) => letter.repeat(64));

function lesson(photoSha256?: string[]) {
  const good = Array.from({ length: 20 }, (_, at) => view(at + 3, 0.99));
  const evidence = {
    unit: "photo" as const,
    photos: 23,
    parts: [
      gatherPart("screw", 2, [view(0, 0.97), view(1, 0), view(2, 0.99), ...good]),
      gatherPart("led", 2, [view(0, 0.2), view(1, 0), view(2, 0.99), ...good]),
    ],
    ...(photoSha256 ? { photoSha256 } : {}),
  };
  return { evidence, proposal: proposeThresholds(evidence, 0.001) };
}

test("The worst photo is the one with most parts missed, and a photo without a fault is never among them", () => {
  const { evidence, proposal } = lesson(shas);

  const worst = worstLeftOut(evidence, proposal, 5);

  expect(worst.map(({ sha256 }) => sha256)).toEqual([shas[1], shas[0]]);
  expect(worst[0]?.faults).toEqual([
    { label: "screw", outcome: "missed", there: 2, times: 1 },
    { label: "led", outcome: "missed", there: 2, times: 1 },
  ]);
  expect(worst[1]?.faults.map(({ label }) => label)).toEqual(["led"]);
});

test("No more are named than were asked for", () => {
  const { evidence, proposal } = lesson(shas);

  expect(worstLeftOut(evidence, proposal, 1)).toHaveLength(1);
});

test("A model that does not say which photo is which names none", () => {
  const { evidence, proposal } = lesson();

  expect(worstLeftOut(evidence, proposal, 5)).toEqual([]);
});
