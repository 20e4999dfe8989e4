import fc from "fast-check";
import { expect, test } from "vitest";
import { gatherPart, ratesOf } from "./part-evidence.ts";
import { viewPart } from "./part-view.ts";
import { proposeThresholds } from "./propose-thresholds.ts";
import { createRandom } from "./random.ts";

/** Photos of a widget with one screw; without a number there is none in the photo. */
function evidenceOf(photos: readonly { there?: number; surplus?: number }[]) {
  const views = photos.map(({ there, surplus = 0 }, photo) =>
    viewPart(photo, there === undefined ? 0 : 1, [...(there === undefined ? [] : [there]), surplus]),
  );
  return { unit: "photo" as const, photos: photos.length, parts: [gatherPart("screw", 1, views)] };
}

const many = <T>(count: number, photo: T): T[] => Array.from({ length: count }, () => photo);

test("Where nothing speaks against a recipe's defaults they are proposed", () => {
  const proposal = proposeThresholds(evidenceOf([...many(10, { there: 0.99 }), ...many(10, {})]), 0.001);

  expect(proposal.reviewBand).toEqual({ below: 0.2, above: 0.1 });
  expect(proposal.parts[0]?.minConfidence).toBe(0.5);
});

test("Ten photos without the part and no escape prove little, and it is said how many more would do", () => {
  const evidence = evidenceOf([...many(10, { there: 0.99 }), ...many(10, { surplus: 0.2 })]);

  const [part] = proposeThresholds(evidence, 0.001).parts;

  expect(part?.escapes).toMatchObject({ events: 0, trials: 10, low: 0 });
  expect(part?.escapes.atMost).toBeCloseTo(1 - 0.05 ** 0.1, 6);
  expect(part).toMatchObject({ proven: false, moreWithout: 2985 });
});

test("A target that the photos can prove is proven, and escapes as far as it allows make way for fewer reviews", () => {
  const photos = [...many(80, { there: 0.8 }), ...many(98, {}), ...many(2, { surplus: 0.9 })];

  const strict = proposeThresholds(evidenceOf(photos), 0.001);
  const loose = proposeThresholds(evidenceOf(photos), 0.1);

  expect(strict.parts[0]?.escapes.events).toBe(0);
  expect(strict.photos.review.events).toBeGreaterThanOrEqual(80);
  expect(loose.parts[0]).toMatchObject({ proven: true, moreWithout: 0 });
  expect(loose.parts[0]?.escapes.events).toBeLessThanOrEqual(4);
  expect(loose.photos.review.events).toBe(0);
});

test("A part that never lacked says that nothing is known of its escapes", () => {
  const [part] = proposeThresholds(evidenceOf(many(20, { there: 0.95 })), 0.01).parts;

  expect(part).toMatchObject({
    escapes: { events: 0, trials: 0, atMost: 1 },
    proven: false,
    moreWithout: 299,
  });
});

test("A false detection as sure as can be leaves nothing to be sure of: all photos go to review", () => {
  const proposal = proposeThresholds(evidenceOf([...many(9, { there: 0.97 }), { surplus: 0.99999 }]), 0.001);

  expect(proposal.parts[0]).toMatchObject({ minConfidence: 0.9, escapes: { events: 0 } });
  expect(proposal.photos).toMatchObject({ failed: { events: 0 }, review: { events: 10 } });
});

const photos = fc.array(
  fc.record(
    {
      there: fc.double({ min: 0, max: 1, noNaN: true }),
      surplus: fc.double({ min: 0, max: 1, noNaN: true }),
    },
    { requiredKeys: [] },
  ),
  { minLength: 1, maxLength: 60 },
);
const targets = fc.double({ min: 0.001, max: 0.5, noNaN: true });

test("Proposals are valid for a recipe, never let through more than they say, and what is proven is within the target", () => {
  fc.assert(
    fc.property(photos, targets, (shown, target) => {
      const evidence = evidenceOf(shown);
      const { parts, reviewBand } = proposeThresholds(evidence, target);
      for (const [at, part] of parts.entries()) {
        const found = evidence.parts[at];
        if (!found) throw new Error("Every part has a proposal.");
        const sureFrom = part.minConfidence + reviewBand.above;
        expect(part.minConfidence).toBeGreaterThanOrEqual(0.5);
        expect(sureFrom).toBeLessThanOrEqual(1 + 1e-9);
        const { escapes } = ratesOf(found, { sureFrom, unsureFrom: part.minConfidence - reviewBand.below });
        expect(escapes.events).toBe(part.escapes.events);
        expect(part.proven).toBe(part.escapes.atMost <= target);
        expect(part.moreWithout === 0).toBe(part.proven);
        if (!part.proven) expect(escapes.events).toBe(0);
      }
      expect(reviewBand.below).toBeGreaterThanOrEqual(0);
      expect(reviewBand.below).toBeLessThanOrEqual(1);
    }),
  );
});

test("A stricter target never lowers a threshold", () => {
  fc.assert(
    fc.property(photos, targets, targets, (shown, one, other) => {
      const evidence = evidenceOf(shown);
      const strict = proposeThresholds(evidence, Math.min(one, other)).parts[0]?.minConfidence ?? 0;
      const loose = proposeThresholds(evidence, Math.max(one, other)).parts[0]?.minConfidence ?? 0;
      expect(strict).toBeGreaterThanOrEqual(loose);
    }),
  );
});

test.each([0.001, 0.1])(
  "The limit of escapes holds in 95 of 100 lessons although the photos chose the threshold (target %d)",
  (target) => {
    const random = createRandom(11);
    const lessons = 800;
    let held = 0;

    for (let lesson = 0; lesson < lessons; lesson++) {
      // Surpluses lie anywhere from 0.55 to 1, so the true share above a threshold is known; parts that are there lie
      // so close that the threshold has no margin to spare.
      const lacking = many(60, {}).map(() => ({ surplus: random.between(0.55, 1) }));
      const having = Array.from({ length: 90 }, (_, at) => ({ there: 0.55 + at / 200 }));
      const [part] = proposeThresholds(evidenceOf([...lacking, ...having]), target).parts;
      if (!part) throw new Error("There is one part.");
      const sureFrom = Math.min(1, part.minConfidence + 0.1);
      if ((1 - sureFrom) / 0.45 <= part.escapes.atMost) held++;
    }

    expect(held / lessons).toBeGreaterThan(0.93);
  },
);
