import { describe, expect, test } from "vitest";
import { createScryptPasswordHasher } from "../../src/adapters/embedded/scrypt-password-hasher.ts";
import { createMemoryPasswordHasher } from "../../src/adapters/memory/memory-password-hasher.ts";
import type { PasswordHasher } from "../../src/ports/password-hasher.ts";

function describePasswordHasherContract(name: string, hasher: PasswordHasher): void {
  describe(`the password hasher ${name}`, () => {
    test("knows a password again, however it was typed, and no other", async () => {
      const hash = await hasher.hash("four wörds in a row");

      const answers = [
        await hasher.matches("four wörds in a row", hash),
        await hasher.matches("four wo\u0308rds in a row", hash),
        await hasher.matches("four wörds in a roW", hash),
        await hasher.matches("", hash),
      ];

      expect(answers).toEqual([true, true, false, false]);
    });

    test("keeps neither the password nor the same text for the same password", async () => {
      const [one, two] = [await hasher.hash("four words"), await hasher.hash("four words")];

      expect(one).not.toBe(two);
      expect(one).not.toContain("four");
    });

    test("matches nothing where nobody has a password", async () => {
      expect(await hasher.matches("", undefined)).toBe(false);
    });
  });
}

describePasswordHasherContract("in memory", createMemoryPasswordHasher());
describePasswordHasherContract("with scrypt", createScryptPasswordHasher());

describe("scrypt", () => {
  const hasher = createScryptPasswordHasher();

  test("is as strong as OWASP asks for, and says so beside the hash", async () => {
    expect(await hasher.hash("four words")).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
  });

  test("checks a hash that was made with other parameters", async () => {
    // RFC 7914, section 12: P = "pleaseletmein", S = "SodiumChloride", N = 16384, r = 8, p = 1; the first 32 bytes.
    const salt = Buffer.from("SodiumChloride").toString("base64url");
    const hash = Buffer.from("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2", "hex");
    const stored = `$scrypt$ln=14,r=8,p=1$${salt}$${hash.toString("base64url")}`;

    expect(await hasher.matches("pleaseletmein", stored)).toBe(true);
    expect(await hasher.matches("pleaseletmeout", stored)).toBe(false);
  });

  test.each(["", "no hash", "$scrypt$ln=40,r=8,p=3$AAAA$AAAA", "$scrypt$ln=15,r=8,p=3$AAAA$AAAA"])(
    "does not try what is damaged: %s",
    async (stored) => {
      await expect(hasher.matches("four words", stored)).rejects.toMatchObject({ code: "damaged" });
    },
  );

  test("takes as long for nobody as for somebody", async () => {
    const hash = await hasher.hash("four words");
    const timed = async (stored: string | undefined) => {
      const started = performance.now();
      await hasher.matches("other words", stored);
      return performance.now() - started;
    };
    const [somebody, nobody] = [[], []] as [number[], number[]];
    for (let i = 0; i < 5; i += 1) {
      somebody.push(await timed(hash));
      nobody.push(await timed(undefined));
    }

    // The fastest of each is what the machine's other work disturbed least.
    const ratio = Math.min(...nobody) / Math.min(...somebody);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});
