import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeBase64 } from "./decode-base64.ts";

it("gives back any bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const decoded = decodeBase64(Buffer.from(bytes).toString("base64"), "data");

      expect(Buffer.compare(decoded, bytes)).toBe(0);
    }),
  );
});

it("takes a text only if it is exactly how its bytes are written", () => {
  const text = fc.string({ unit: fc.constantFrom(..."AQgw/+9z=-_ \n"), maxLength: 12 });
  fc.assert(
    fc.property(text, (candidate) => {
      let decoded: Uint8Array | undefined;
      try {
        decoded = decodeBase64(candidate, "data");
      } catch {}

      const canonical = Buffer.from(candidate, "base64").toString("base64") === candidate;
      expect(decoded !== undefined).toBe(canonical);
    }),
    { numRuns: 2000 },
  );
});

it("says where a text goes wrong", () => {
  expect(() => decodeBase64("abcd\nefg=", "data")).toThrow('received "\\n" at character 5');
});

it("takes a photo of 30 MB without running out of stack", () => {
  const text = "A".repeat(40_000_000);

  expect(decodeBase64(text, "data")).toHaveLength(30_000_000);
});
