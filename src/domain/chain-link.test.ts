import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dispositionEvidence,
  inspectionEvidence,
  sampleRecipe,
  sealedAt,
} from "../../test/contracts/samples.ts";
import { followLink, shortenEntry } from "./chain-link.ts";
import { ResumableSha256 } from "./resumable-sha256.ts";

const OTHER = "d".repeat(64);

describe("a shortened entry", () => {
  it("gives the hash of the whole one, however long it is", async () => {
    for (let length = 1; length <= 130; length += 1) {
      const source = { line: "line-1", serial: "é".repeat(length), fileName: "a.jpg" };
      const entry = await sealedAt(7, inspectionEvidence({ source }));

      const link = shortenEntry(entry);

      expect(link && followLink(entry.previousSha256, link)).toBe(entry.sha256);
    }
  });

  it("gives another hash behind another entry, at another place or at another time", async () => {
    const entry = await sealedAt(7, dispositionEvidence("01JNB000000000000000000001"));
    const link = shortenEntry(entry);
    if (!link) throw new Error("A disposition can be shortened.");

    const hashes = [
      followLink(OTHER, link),
      followLink(entry.previousSha256, { ...link, sequence: 8 }),
      followLink(entry.previousSha256, { ...link, sealedAt: "2026-03-01T08:00:00.001Z" }),
      followLink(entry.previousSha256, { ...link, bytes: link.bytes + 64 }),
    ];

    expect(hashes).not.toContain(entry.sha256);
  });

  it("tells nothing of the widget", async () => {
    const entry = await sealedAt(7, inspectionEvidence());

    const link = shortenEntry(entry);

    expect(Buffer.from(link?.before ?? "", "hex").length).toBeLessThan(64);
    expect(JSON.stringify(link) + Buffer.from(link?.before ?? "", "hex")).not.toMatch(/SN-1|LOT-1|line-1/);
  });

  it("does not exist of a recipe, whose content follows the previous hash", async () => {
    const entry = await sealedAt(7, { kind: "recipe", recipe: sampleRecipe(1), publishedBy: "Ana" });

    expect(shortenEntry(entry)).toBeUndefined();
  });
});

describe("SHA-256 that was stopped and gone on with", () => {
  it("gives what Node's gives", () => {
    const parts = fc.tuple(fc.uint8Array({ maxLength: 400 }), fc.uint8Array({ maxLength: 400 }));

    fc.assert(
      fc.property(parts, ([first, second]) => {
        const start = first.subarray(0, first.length - (first.length % 64));
        const state = new ResumableSha256().update(start).state();

        const hash = ResumableSha256.from(state, start.length).update(second).hex();

        return hash === createHash("sha256").update(start).update(second).digest("hex");
      }),
    );
  });

  it("has no state within a block", () => {
    expect(() => new ResumableSha256().update(new Uint8Array(65)).state()).toThrow(RangeError);
  });
});
