import { describe, expect, test } from "vitest";
import { sampleNotice } from "../../../test/support/sample-notice.ts";
import type { InspectionNotice } from "../../domain/inspection-notice.ts";
import type { QualityMessage } from "../../domain/message.ts";
import { type WebhookFormat, webhookBody } from "./webhook-body.ts";

const message = (notice: Partial<InspectionNotice> = {}, subject = "FAIL widget SN-1"): QualityMessage => ({
  id: "inspection-01X-chat",
  to: [],
  subject,
  text: "FAIL: Widget, SN-1\n",
  createdAt: "2026-03-01T08:00:01.000Z",
  notice: sampleNotice(notice),
});

const bodyFor = (format: WebhookFormat, one: QualityMessage) =>
  webhookBody(one, format, "https://here.example").body;

describe("a Slack message", () => {
  test("names what is wrong and the widget, and leads to the inspection", () => {
    const { text, blocks } = JSON.parse(bodyFor("slack", message()));

    expect(text).toBe("FAIL widget SN-1");
    expect(blocks).toMatchObject([
      { type: "header", text: { type: "plain_text", text: "✘ FAIL widget SN-1" } },
      { type: "section", text: { text: "screw: missing, expected 4, seen 3" } },
      { type: "context", elements: [{ text: "recipe widget@1, serial SN-1, line line-1" }] },
      { type: "section", text: { text: "<http://127.0.0.1:8080/inspections/01X|Open the inspection>" } },
    ]);
  });

  test("shows hostile text as text", () => {
    const source = { fileName: "x", serial: "<!channel> <http://evil.example|click>" };

    const body = bodyFor("slack", message({ source }, "FAIL <!here>"));

    // The header is plain_text, in which Slack looks for no links and calls nobody.
    expect(body.replace(/"plain_text","text":"[^"]*"/, "")).not.toMatch(/<!|<http:\/\/evil/);
  });

  test("keeps to Slack's 3,000 characters a block, whatever the parts are called", () => {
    const [problem] = sampleNotice().problems;
    const problems = Array.from({ length: 50 }, () => ({ ...problem, name: "&".repeat(100) }));
    const station = "<".repeat(200);
    const source = { fileName: "x", serial: station, lot: station, station };

    const worst = message({ problems: problems as InspectionNotice["problems"], problemCount: 500, source });
    const { blocks } = JSON.parse(bodyFor("slack", worst));

    for (const block of blocks)
      expect((block.text ?? block.elements[0]).text.length).toBeLessThanOrEqual(3000);
    expect(blocks[1].text.text.split("\n").length).toBeGreaterThan(3);
  });
});

describe("a Teams card", () => {
  test("names what is wrong and the widget, and leads to the inspection", () => {
    const { type, attachments } = JSON.parse(bodyFor("teams", message()));

    expect(type).toBe("message");
    expect(attachments).toMatchObject([
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        content: {
          type: "AdaptiveCard",
          body: [
            { text: "✘ FAIL widget SN-1" },
            { text: "screw: missing, expected 4, seen 3" },
            { text: "recipe widget@1, serial SN-1, line line-1" },
          ],
          actions: [{ type: "Action.OpenUrl", url: "http://127.0.0.1:8080/inspections/01X" }],
        },
      },
    ]);
  });

  test("shows hostile text as text", () => {
    const source = { fileName: "x", serial: "[click](http://evil.example)" };

    expect(bodyFor("teams", message({ source }))).not.toContain("[click](");
  });
});

test.each(["slack", "teams"] as const)("as %s a long list says how much more there is", (format) => {
  const [problem] = sampleNotice().problems;
  const problems = Array.from({ length: 50 }, () => problem) as InspectionNotice["problems"];

  expect(bodyFor(format, message({ problems, problemCount: 500 }))).toContain("and 490 more");
});

test.each(["cloudevents", "slack", "teams"] as const)(
  "as %s a message about no inspection is told too",
  (format) => {
    const { notice: _, ...about } = message({}, "Test message");

    expect(bodyFor(format, about)).toContain("Test message");
  },
);
