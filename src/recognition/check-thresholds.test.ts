import { expect, test } from "vitest";
import { checkThresholds } from "./check-thresholds.ts";
import type { JudgedPhoto } from "./match-detections.ts";

const box = { left: 0.1, top: 0.1, width: 0.1, height: 0.1 };

function photo(there: number, ...confidences: number[]): JudgedPhoto {
  return {
    truth: Array.from({ length: there }, () => ({ label: "screw", box })),
    detections: confidences.map((confidence) => ({ label: "screw", confidence, box })),
  };
}

const photos = [
  photo(2, 0.9, 0.8),
  photo(2, 0.9, 0.55),
  photo(2, 0.9),
  photo(1, 0.9, 0.7),
  photo(1, 0.9),
  photo(0),
];

test("By a recipe's defaults, each photo is right, unsure, missed or invented as the judge would have it", () => {
  const checked = checkThresholds(photos, undefined);

  expect(checked.from).toBe("recipe");
  expect(checked.parts).toMatchObject([
    {
      label: "screw",
      minConfidence: 0.5,
      escapes: { events: 1, trials: 3 },
      falseRejects: { events: 2, trials: 5 },
    },
  ]);
  expect(checked.photos).toMatchObject({ failed: { events: 2, trials: 6 }, review: { events: 1 } });
});

test("At the thresholds that a model proposes, an escape becomes a review", () => {
  const proposal = {
    reviewBand: { below: 0.6, above: 0.1 },
    parts: [{ label: "screw", minConfidence: 0.65 }],
  };

  const checked = checkThresholds(photos, proposal);

  expect(checked.from).toBe("model");
  expect(checked.parts[0]).toMatchObject({ escapes: { events: 0, trials: 3 }, falseRejects: { events: 1 } });
  expect(checked.photos).toMatchObject({ failed: { events: 1 }, review: { events: 2 } });
});
