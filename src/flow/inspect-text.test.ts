import { describe, expect, it } from "vitest";
import { createTestPlatform, fourScrews, submission } from "../../test/support/test-platform.ts";
import { parseRecipe } from "../domain/recipe.ts";
import { deliverNextMessage } from "./deliver-messages.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";

describe("a photo of a part with text on it", () => {
  const label = { label: "label", confidence: 0.99, box: { left: 0.3, top: 0.3, width: 0.4, height: 0.2 } };
  const withSerial = parseRecipe({
    ...fourScrews,
    parts: [{ label: "label", text: { matchesSerial: true } }],
  });

  async function inspectLabel(text: string) {
    const line = { text, confidence: 0.97, box: { left: 0.35, top: 0.35, width: 0.3, height: 0.05 } };
    const { platform, memory } = createTestPlatform({ recognize: () => [label], printed: () => [line] });
    await publishRecipe(platform, withSerial, { publishedBy: "test" });
    await receiveImage(platform, await submission());
    const inspection = await processNext(platform);
    while (await deliverNextMessage(platform));
    return { inspection, memory, platform, line };
  }

  it("passes when the text is its serial, and the record says what was read, and by whom", async () => {
    const { inspection, line } = await inspectLabel("SN1");

    expect(inspection).toMatchObject({
      verdict: "pass",
      findings: [
        { label: "label", state: "present" },
        { name: "label, text", state: "present", text: { expected: "serial SN1", lines: [line] } },
      ],
      textReader: { kind: "embedded", model: "printed" },
    });
  });

  it("fails when the text is another serial, and the mail says both", async () => {
    const { inspection, memory } = await inspectLabel("SN4");

    expect(inspection).toMatchObject({
      verdict: "fail",
      reasons: ['label, text: missing, expected serial SN1, read "SN4"'],
    });
    const [mail] = memory.notifier.mails;
    expect(mail?.message.subject).toContain('label, text missing (read "SN4")');
    expect(mail?.message.text).toContain('label, text: missing; expected serial SN1; seen "SN4"');
  });

  it("is refused with its recipe where nothing can read", async () => {
    const { platform } = createTestPlatform();
    const { textReader: _none, ...blind } = platform;

    await expect(publishRecipe(blind, withSerial, { publishedBy: "test" })).rejects.toMatchObject({
      code: "invalid-input",
    });
  });
});
