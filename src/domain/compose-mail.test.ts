import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeInspectionMails } from "./compose-mail.ts";
import type { Finding, Inspection, Verdict } from "./inspection.ts";
import { parseRecipe } from "./recipe.ts";

const telling = { baseUrl: "http://qc.example/", reader: { language: "en", timeZone: "UTC" } } as const;

const recipe = (
  when = "fail-and-review",
  to: (object | string)[] = ["qc@example.com"],
  notify: object = {},
) =>
  parseRecipe({
    id: "control-box",
    version: 3,
    title: "Control box",
    recognizer: { kind: "embedded", model: "screws" },
    parts: [{ label: "screw", count: 4 }],
    notify: { to, when, ...notify },
  });

const finding = (changes: Partial<Finding> = {}): Finding => ({
  label: "screw",
  state: "missing",
  expected: 4,
  seen: 3,
  unsure: 0,
  boxes: [],
  ...changes,
});

const inspection = (changes: Partial<Inspection> = {}): Inspection => ({
  id: "01HZX3V9K2Q6T7W8Y9ABCDEFGH",
  imageSha256: "ab".repeat(32),
  receivedAt: "2026-01-05T06:12:33.000Z",
  inspectedAt: "2026-01-05T06:12:34.000Z",
  source: { serial: "SN0012", lot: "L77", line: "line-2", station: "end", fileName: "SN0012.jpg" },
  recipe: { id: "control-box", version: 3 },
  recognizer: { kind: "embedded", model: "screws", version: "9f3ab0c1d2e4" },
  detections: [],
  findings: [finding({ confidence: 0.83 })],
  verdict: "fail",
  reasons: ["screw: missing, expected 4, seen 3", "The photo is blurred."],
  timingsMs: { decode: 1, recognize: 1, judge: 1, annotate: 1, store: 1, total: 5 },
  evidence: {
    sequence: 1042,
    originalKey: "original",
    analyzedKey: "analyzed",
    recordSha256: "cd".repeat(32),
    previousSha256: "ef".repeat(32),
    retainUntil: "2029-01-05T00:00:00.000Z",
  },
  dispositions: [],
  ...changes,
});

const compose = (changes: Partial<Inspection> = {}, when = "every") => {
  const [mail] = composeInspectionMails(inspection(changes), recipe(when), telling);
  if (!mail) throw new Error("expected a mail");
  return mail;
};

describe("who is told", () => {
  test.each<[string, Verdict[]]>([
    ["every", ["pass", "fail", "review", "rejected"]],
    ["fail-and-review", ["fail", "review", "rejected"]],
    ["never", []],
  ])("a recipe that says %s mails these verdicts and no others: %s", (when, mailed) => {
    const verdicts: Verdict[] = ["pass", "fail", "review", "rejected"];

    const told = verdicts.filter(
      (verdict) => composeInspectionMails(inspection({ verdict }), recipe(when), telling).length > 0,
    );

    expect(told).toEqual(mailed);
  });

  test("without anybody to tell there is no mail", () => {
    expect(composeInspectionMails(inspection(), recipe("every", []), telling)).toEqual([]);
  });
});

describe("the mail", () => {
  test("says in the subject which widget failed and why", () => {
    expect(compose().subject).toBe("FAIL control-box SN0012: screw missing (3 of 4)");
  });

  test("names in the subject as many problems as fit and counts the others", () => {
    const findings = Array.from({ length: 30 }, (_, i) => finding({ name: `screw ${i}` }));

    const { subject } = compose({ findings });

    expect(subject).toMatch(/^FAIL control-box SN0012: screw 0 missing \(3 of 4\); .*\+2\d more$/);
    expect(subject.length).toBeLessThanOrEqual(100);
  });

  test("tells in text and HTML what an inspector and an auditor need", () => {
    const mail = compose();

    for (const body of [mail.text, mail.html ?? ""]) {
      for (const fact of [
        "Control box (control-box@3)",
        "SN0012",
        "L77",
        "line-2",
        "9f3ab0c1d2e4",
        "83%",
        "1042",
        "cd".repeat(32),
        "http://qc.example/inspections/01HZX3V9K2Q6T7W8Y9ABCDEFGH",
        "The photo is blurred.",
      ]) {
        expect(body).toContain(fact);
      }
    }
    expect(mail.text).toContain("- screw: missing; expected 4; seen 3; confidence 83%");
    expect(mail.text).not.toContain("screw: missing, expected 4");
    expect(mail).toMatchObject({
      id: "inspection-01HZX3V9K2Q6T7W8Y9ABCDEFGH",
      createdAt: "2026-01-05T06:12:34.000Z",
      recipe: "control-box",
      kind: "fail",
      photoKey: "analyzed",
    });
  });

  test("of a rejected file says why, and shows no photo where there is none", () => {
    const { analyzedKey: _none, ...evidence } = inspection().evidence;

    const mail = compose({
      verdict: "rejected",
      rejectReason: "corrupt",
      findings: [],
      reasons: [],
      evidence,
    });

    expect(mail.subject).toBe("REJECTED control-box SN0012: corrupt");
    expect(mail.photoKey).toBeUndefined();
    expect(mail.html).not.toContain("<img");
  });

  test("lists at most 50 of many findings and counts the others", () => {
    const mail = compose({
      findings: Array.from({ length: 500 }, (_, i) => finding({ label: `part ${i}` })),
    });

    expect(mail.text).toContain("450 more findings are in the inspection");
    expect(mail.html?.length).toBeLessThan(90_000);
  });
});

describe("readers", () => {
  const to = [
    "qc@example.com",
    { address: "ana@example.com", language: "es", timeZone: "America/Bogota" },
    { address: "bo@example.com", language: "de", timeZone: "Europe/Berlin" },
    { address: "cy@example.com", language: "de", timeZone: "Europe/Berlin" },
    { address: "bo@example.com", language: "es" },
    { address: "di@example.com", language: "en" },
  ];

  test("who read alike share a mail, each of them is told once, and each mail has an id of its own", () => {
    const mails = composeInspectionMails(inspection(), recipe("every", to), telling);

    expect(mails.map(({ id, to: told, language }) => ({ id, told, language }))).toEqual([
      {
        id: "inspection-01HZX3V9K2Q6T7W8Y9ABCDEFGH",
        told: ["qc@example.com", "di@example.com"],
        language: "en",
      },
      {
        id: "inspection-01HZX3V9K2Q6T7W8Y9ABCDEFGH~es~America/Bogota",
        told: ["ana@example.com"],
        language: "es",
      },
      {
        id: "inspection-01HZX3V9K2Q6T7W8Y9ABCDEFGH~de~Europe/Berlin",
        told: ["bo@example.com", "cy@example.com"],
        language: "de",
      },
    ]);
    const photos = mails.map(({ html }) => /src="cid:([^"]*)"/.exec(html ?? "")?.[1]);
    expect(new Set(photos).size).toBe(3);
  });

  test("read their own language and the clock of their own wall", () => {
    const [, spanish, german] = composeInspectionMails(inspection(), recipe("every", to), telling);

    expect(german?.subject).toBe("SCHLECHT control-box SN0012: screw fehlt (3 von 4)");
    expect(german?.text).toContain("- screw: fehlt; erwartet 4; gesehen 3; Konfidenz 83 %");
    expect(german?.text).toContain("Empfangen: 5. Jan. 2026, 07:12:33 MEZ");
    expect(german?.html).toContain('<html lang="de">');
    expect(spanish?.subject).toBe("DEFECTUOSO control-box SN0012: screw falta (3 de 4)");
    expect(spanish?.text).toContain("Recibida: 5 ene 2026, 01:12:33 GMT-5");
    for (const mail of [spanish, german])
      expect(mail?.text).not.toMatch(/Expected|Received|Open the|Kept|Sequence:/);
  });

  test("of a channel that tells people we do not know get one mail for all", () => {
    const mails = composeInspectionMails(inspection(), recipe("every", to), { ...telling, oneForAll: true });

    expect(mails.map(({ id }) => id)).toEqual(["inspection-01HZX3V9K2Q6T7W8Y9ABCDEFGH"]);
  });

  test("get a subject that is ASCII, spelled out where German does so", () => {
    const german = { ...telling, reader: { language: "de", timeZone: "Europe/Berlin" } } as const;
    const findings = [finding({ state: "uncertain", name: "Dichtung Gehäuse" })];

    const [mail] = composeInspectionMails(
      inspection({ verdict: "review", findings }),
      recipe("every"),
      german,
    );

    expect(mail?.subject).toBe("NACHPRUEFEN control-box SN0012: Dichtung Gehaeuse unsicher (3 von 4)");
  });
});

describe("whom to ask", () => {
  const ask = (notify: object, line = "line-2") => {
    const source = { serial: "SN1", fileName: "x", line };
    const [mail] = composeInspectionMails(inspection({ source }), recipe("every", ["a@b.example"], notify), {
      ...telling,
      contact: "the QC desk",
    });
    return /^Questions\? (.*)$/m.exec(mail?.text ?? "")?.[1];
  };

  test("is said as particularly as is known: of the line, of the recipe, of the system", () => {
    const lines = [{ name: "line-2", contact: "Bo at line 2" }];

    expect(ask({ contact: "Ana, +34 600 000 000", lines })).toBe("Bo at line 2");
    expect(ask({ contact: "Ana, +34 600 000 000", lines }, "line-1")).toBe("Ana, +34 600 000 000");
    expect(ask({ lines }, "line-1")).toBe("the QC desk");
  });
});

describe("hostile text", () => {
  test("in any field leaves a short ASCII subject of one line, no forged lines and no markup", () => {
    const nasty = fc.oneof(
      fc.string({ unit: "binary", maxLength: 500 }),
      fc.constantFrom(
        "\r\nBcc: evil@example.com",
        "<script>x</script>",
        '"><img src=x onerror=x>',
        "=?utf-8?B?8J+YgA==?=",
      ),
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, (serial, label, reason) => {
        const mail = compose({
          source: { serial, lot: label, fileName: serial },
          findings: [finding({ label }), finding({ name: serial })],
          reasons: [reason],
        });
        expect(mail.subject).toMatch(/^FAIL control-box[\x20-\x7e]{1,84}$/);
        expect(mail.subject).not.toContain("=?");
        expect(mail.text).not.toMatch(/^Bcc/m);
        expect(mail.text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
        expect(mail.html).not.toMatch(/<script|onerror=x>|<img src=x/);
        expect((mail.html?.match(/<img/g) ?? []).length).toBe(1);
      }),
    );
  });

  test("of 500 characters stays readable in the subject", () => {
    const { subject } = compose({
      source: { serial: "Ä,".repeat(250), fileName: "x" },
      findings: [finding({ label: "ü".repeat(500) })],
    });

    expect(subject).toBe(
      "FAIL control-box A,A,A,A,A,A,A,A,A,A,A,A,A...: uuuuuuuuuuuuuuuuuuuuuuuuu... missing (3 of 4)",
    );
  });
});
