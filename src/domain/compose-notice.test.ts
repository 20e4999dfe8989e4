import { describe, expect, test } from "vitest";
import { inspectionEvidence, NOW, sampleInspection, sealedAt } from "../../test/contracts/samples.ts";
import { compactVerdict, compactVerdictSchema } from "./compact-verdict.ts";
import { composeChannelMessages, composeLateMessage, noticeOf, noVerdictNotice } from "./compose-notice.ts";
import { toInspection } from "./evidence.ts";
import type { Finding, InspectionBody } from "./inspection.ts";
import { parseRecipe, type Recipe } from "./recipe.ts";

const telling = { baseUrl: "http://qc.example/", reader: { language: "en", timeZone: "UTC" } } as const;

async function inspection(changes: Partial<InspectionBody> = {}) {
  const entry = await sealedAt(1, inspectionEvidence(changes));
  return toInspection({ ...entry, kind: "inspection", inspection: sampleInspection(changes) });
}

function recipeTelling(channels: NonNullable<Recipe["notify"]["channels"]>): Recipe {
  return parseRecipe({
    id: "widget",
    version: 1,
    title: "Widget",
    recognizer: { kind: "embedded", model: "screws" },
    parts: [{ label: "screw", count: 4 }],
    notify: { to: ["qc@example.com"], when: "fail-and-review", channels },
  });
}

const missing: Finding = { label: "screw", state: "missing", expected: 4, seen: 3, unsure: 0, boxes: [] };

describe("the messages beside mail", () => {
  test("are one a channel that asked for this verdict, each with an id of its own", async () => {
    const recipe = recipeTelling([
      { name: "chat" },
      { name: "plc", when: "every" },
      { name: "off", when: "never" },
    ]);

    const passed = composeChannelMessages(await inspection(), recipe, telling);
    const failed = composeChannelMessages(await inspection({ verdict: "fail" }), recipe, telling);

    expect(passed.map(({ channel }) => channel)).toEqual(["plc"]);
    expect(failed.map(({ id, channel, to }) => ({ id, channel, to }))).toEqual([
      { id: "inspection-01JNB000000000000000000001-chat", channel: "chat", to: [] },
      { id: "inspection-01JNB000000000000000000001-plc", channel: "plc", to: [] },
    ]);
  });

  test("name the widget, what is wrong, expected and seen, and where to look", async () => {
    const failed = await inspection({ verdict: "fail", findings: [missing], reasons: ["screw: missing"] });

    const notice = noticeOf(failed, telling);

    expect(notice).toMatchObject({
      verdict: "fail",
      reason: "wrong-parts",
      summary: "screw missing (3 of 4)",
      recipe: { id: "widget", version: 1 },
      source: { line: "line-1", serial: "SN-1", lot: "LOT-1" },
      problems: [{ label: "screw", state: "missing", expected: 4, seen: 3, unsure: 0 }],
      problemCount: 1,
      url: "http://qc.example/inspections/01JNB000000000000000000001",
      recordSha256: failed.evidence.recordSha256,
    });
  });

  test("stay small however much is wrong, and say how much there is", async () => {
    const findings = Array.from({ length: 500 }, (_, i) => ({
      ...missing,
      name: `screw ${i} ${"x".repeat(80)}`,
    }));
    const reasons = Array.from({ length: 500 }, () => "y".repeat(5000));

    const notice = noticeOf(await inspection({ verdict: "fail", findings, reasons }), telling);

    expect(notice.problemCount).toBe(500);
    expect(JSON.stringify(notice).length).toBeLessThan(20_000);
  });
});

describe("the compact verdict", () => {
  test.each([
    [{ verdict: "pass" as const }, "complete"],
    [{ verdict: "fail" as const, findings: [missing] }, "wrong-parts"],
    [{ verdict: "review" as const }, "unsure"],
    [{ verdict: "rejected" as const, rejectReason: "corrupt" }, "corrupt"],
  ])("of %o says why in one word: %s", async (changes, reason) => {
    const compact = compactVerdict(noticeOf(await inspection(changes), telling));

    expect(compact).toMatchObject({ verdict: changes.verdict, reason, recipe: "widget@1", serial: "SN-1" });
  });

  test("is ASCII and below 1,024 bytes for the longest names and the worst text", async () => {
    const name = `"\\${"é漢".repeat(40)}`;
    const findings = Array.from({ length: 500 }, () => ({ ...missing, name }));
    const source = { fileName: "x", line: "l".repeat(64), serial: `"`.repeat(64) };
    const recipe = { id: "r".repeat(64), version: Number.MAX_SAFE_INTEGER };
    const worst = await inspection({ verdict: "fail", findings, source, recipe });

    const json = JSON.stringify(compactVerdict(noticeOf(worst, telling)));

    expect(json).toMatch(/^[\x20-\x7e]+$/);
    expect(json.length).toBeLessThan(1024);
    expect(compactVerdictSchema.safeParse(JSON.parse(json)).success).toBe(true);
  });

  test.each([["S".repeat(65)], ["größe"]])(
    "leaves out the serial %s rather than shortening it",
    async (serial) => {
      const compact = compactVerdict(
        noticeOf(await inspection({ source: { fileName: "x", serial } }), telling),
      );

      expect(compact.serial).toBeUndefined();
    },
  );
});

describe("where there is no verdict", () => {
  const photo = {
    inspectionId: "01X",
    recipe: { id: "widget", version: 2 },
    source: { fileName: "SN9.jpg", line: "line-1", serial: "SN9" },
    receivedAt: NOW.toISOString(),
  };
  const options = { at: NOW.toISOString(), ...telling };

  test("the answer is review, and says whether one may still come", () => {
    const late = compactVerdict(noVerdictNotice(photo, "no-verdict-in-time", options));
    const givenUp = compactVerdict(noVerdictNotice(photo, "given-up", options));

    expect(late).toMatchObject({
      verdict: "review",
      reason: "no-verdict-in-time",
      serial: "SN9",
      problems: 0,
    });
    expect(givenUp).toMatchObject({ verdict: "review", reason: "given-up" });
  });

  test("the message has an id of its own, so that the verdict can still follow", () => {
    const message = composeLateMessage(photo, "plc", options);

    expect(message).toMatchObject({ id: "late-01X-plc", channel: "plc", notice: { verdict: "review" } });
    expect(message.subject).toMatch(/^[\x20-\x7e]{1,100}$/);
  });
});
