import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeDigest } from "./compose-digest.ts";
import type { Verdict } from "./inspection.ts";
import type { QualityMessage } from "./message.ts";

const OPTIONS = { baseUrl: "https://qc.example/" };

function about(name: string, kind: Verdict = "fail", findings = "screw missing (3 of 4)"): QualityMessage {
  return {
    id: `inspection-${name}`,
    to: ["qc@example.com"],
    subject: "",
    text: "",
    createdAt: `2026-01-05T06:12:${String(name.length % 60).padStart(2, "0")}.000Z`,
    recipe: "control-box",
    kind,
    widget: { name, findings, url: `https://qc.example/inspections/${name}` },
  };
}

describe("a digest", () => {
  it("names each widget, what is wrong with it and where to look, the worst first", () => {
    const messages = [
      about("SN1", "review", "led uncertain"),
      about("SN2"),
      about("SN3", "rejected", "corrupt"),
    ];

    const digest = composeDigest("control-box", messages, OPTIONS);

    expect(digest.subject).toBe("1 FAIL, 1 REVIEW, 1 REJECTED control-box: SN2, SN1, SN3");
    expect(digest.text).toBe(
      [
        "3 widgets of control-box: 1 fail, 1 review, 1 rejected.",
        "",
        "FAIL SN2: screw missing (3 of 4)",
        "  https://qc.example/inspections/SN2",
        "REVIEW SN1: led uncertain",
        "  https://qc.example/inspections/SN1",
        "REJECTED SN3: corrupt",
        "  https://qc.example/inspections/SN3",
        "",
      ].join("\n"),
    );
    expect(digest).toMatchObject({ recipe: "control-box", kind: "fail" });
  });

  it("is the same digest however the same messages are ordered", () => {
    const messages = [about("SN1"), about("SN22")];

    const one = composeDigest("control-box", messages, OPTIONS);
    const other = composeDigest("control-box", messages.toReversed(), OPTIONS);

    expect(other.id).toBe(one.id);
    expect(other.createdAt).toBe(one.createdAt);
  });

  it("counts what does not fit, so that every widget is accounted for", () => {
    const messages = Array.from({ length: 2000 }, (_, i) => about(`SN${i}`, "fail", "x".repeat(400)));

    const { text } = composeDigest("control-box", messages, OPTIONS);

    const named = text.match(/^FAIL /gm)?.length ?? 0;
    const more = Number(/and ([\d,]+) more: https:\/\/qc\.example\/\n$/.exec(text)?.[1]?.replace(",", ""));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200_000);
    expect(named).toBeGreaterThan(300);
    expect(named + more).toBe(2000);
  });

  it("has a subject that every channel takes, and that accounts for every widget", () => {
    const names = fc.array(fc.stringMatching(/^[ -~]{1,60}$/), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(names, fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/), (widgets, recipe) => {
        const digest = composeDigest(
          recipe,
          widgets.map((name) => about(name)),
          OPTIONS,
        );

        expect(digest.subject).toMatch(/^[ -~]{1,100}$/);
        expect(digest.subject).toContain(`${widgets.length} FAIL`);
      }),
    );
  });
});

describe("a digest in another language", () => {
  it("is written in that of its messages, also its numbers and its subject", () => {
    const messages = Array.from({ length: 1200 }, (_, i) => ({
      ...about(`SN${i}`, i === 0 ? "review" : "fail", `screw fehlt (3 von 4)${"x".repeat(300)}`),
      language: "de" as const,
    }));

    const digest = composeDigest("control-box", messages, OPTIONS);

    expect(digest.subject).toMatch(/^1199 SCHLECHT, 1 NACHPRUEFEN control-box: SN1, .*, \+1\.\d{3} weitere$/);
    expect(digest.text).toMatch(
      /^1\.200 Stücke von control-box: 1199 schlecht, 1 nachprüfen\.\n\nSCHLECHT SN1:/,
    );
    expect(digest.text).toMatch(/\nund \d+ weitere: https:\/\/qc\.example\/\n$/);
    expect(digest.language).toBe("de");
  });
});
