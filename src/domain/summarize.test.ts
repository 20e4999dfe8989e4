import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRecipe } from "./recipe.ts";
import { composeShiftSummaries, summarize } from "./summarize.ts";

const recipe = (notify: object = { to: ["qc@example.com"] }) =>
  parseRecipe({
    id: "control-box",
    version: 3,
    title: "Control box",
    recognizer: { kind: "embedded", model: "screws" },
    parts: [{ label: "screw", count: 4 }],
    notify,
  });
const shift = { from: new Date("2026-01-05T06:00:00Z"), to: new Date("2026-01-05T14:00:00Z") };
const options = {
  baseUrl: "http://qc.example",
  reader: { language: "en", timeZone: "UTC" },
  createdAt: "2026-01-05T14:00:05.000Z",
} as const;

describe("the numbers of a shift", () => {
  test("account for every photo received", () => {
    const count = fc.nat(10_000);
    fc.assert(
      fc.property(count, count, count, count, count, count, (pass, fail, review, rejected, open, dead) => {
        const received = pass + fail + review + rejected + open + dead;

        const n = summarize({ received, verdicts: { pass, fail, review, rejected } }, dead);

        expect(n.inspected + n.rejected + n.inProgress + (n.deadLetters ?? 0)).toBe(received);
        expect(n.inProgress).toBe(open);
      }),
    );
  });

  test("give the yield of what was inspected, and none when nothing was", () => {
    const verdicts = { pass: 97, fail: 2, review: 1, rejected: 5 };

    expect(summarize({ received: 105, verdicts }).yield).toBe(0.97);
    expect(
      summarize({ received: 2, verdicts: { pass: 0, fail: 0, review: 0, rejected: 2 } }).yield,
    ).toBeUndefined();
  });
});

describe("the shift summary", () => {
  test("counts the passes that nobody was mailed about", () => {
    const numbers = summarize({ received: 412, verdicts: { pass: 400, fail: 9, review: 3, rejected: 0 } });

    const [mail] = composeShiftSummaries(recipe(), shift, numbers, options);

    expect(mail).toMatchObject({
      id: "summary-control-box-2026-01-05T06:00:00.000Z",
      subject: "Shift summary control-box: 412 inspected, 9 fail, 3 review",
      createdAt: options.createdAt,
      recipe: "control-box",
      kind: "summary",
    });
    for (const body of [mail?.text, mail?.html]) {
      expect(body).toContain("400");
      expect(body).toContain("97%");
    }
  });

  test("names what went wrong beside the verdicts", () => {
    const numbers = summarize({ received: 10, verdicts: { pass: 6, fail: 0, review: 0, rejected: 2 } }, 1);

    expect(composeShiftSummaries(recipe(), shift, numbers, options)[0]?.subject).toBe(
      "Shift summary control-box: 6 inspected, 0 fail, 0 review, 2 rejected, 1 dead letter",
    );
  });

  test("does not claim that there are no dead letters when nobody counted them", () => {
    const numbers = summarize({ received: 3, verdicts: { pass: 1, fail: 0, review: 0, rejected: 0 } });

    const text = composeShiftSummaries(recipe(), shift, numbers, options)[0]?.text;

    expect(text).toContain("In progress or dead letter: 2");
    expect(text).not.toContain("Dead letters: 0");
  });

  test("is not written when nobody is told", () => {
    const numbers = summarize({ received: 0, verdicts: { pass: 0, fail: 0, review: 0, rejected: 0 } });

    expect(composeShiftSummaries(recipe({ to: [] }), shift, numbers, options)).toEqual([]);
    expect(
      composeShiftSummaries(recipe({ to: ["qc@example.com"], when: "never" }), shift, numbers, options),
    ).toEqual([]);
  });
});
