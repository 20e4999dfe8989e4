import { describe, expect, it } from "vitest";
import { nameKey, personNameSchema, refuseWeakPassword } from "./person.ts";

describe("the name of a person", () => {
  it.each(["Ana", "A", "José Ñuñez", "李雷", "O'Brien <b>", "a".repeat(100)])("can be %s", (name) => {
    expect(personNameSchema.safeParse(name).success).toBe(true);
  });

  it.each([
    ["empty", ""],
    ["a blank", " "],
    ["padded", " Ana"],
    ["padded at the end", "Ana\u00A0"],
    ["two lines", "Ana\nBen"],
    ["turned around", "Ana\u202Eneb"],
    ["too long", "a".repeat(101)],
  ])("cannot be %s", (_what, name) => {
    expect(personNameSchema.safeParse(name).success).toBe(false);
  });

  it("is the same in capitals and in other code points", () => {
    expect(nameKey("JOSÉ")).toBe(nameKey("jose\u0301"));
    expect(nameKey("Jose")).not.toBe(nameKey("José"));
  });
});

describe("a password", () => {
  it.each(["four words in a row", "contraseña larga", "abcdefghijkl"])("may be %s", (password) => {
    expect(() => refuseWeakPassword(password, "Ana Torres")).not.toThrow();
  });

  it.each([
    ["short", "elevenchars"],
    ["the same few characters", "abababababab"],
    ["the name and a number", "ana torres 2026"],
  ])("may not be %s, and is not repeated", (_what, password) => {
    expect(() => refuseWeakPassword(password, "Ana Torres")).toThrow(
      expect.objectContaining({ code: "invalid-input", message: expect.not.stringContaining(password) }),
    );
  });
});
