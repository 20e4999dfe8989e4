import { describe, expect, it } from "vitest";
import { PartproofError } from "../domain/errors.ts";
import { readConfig } from "./config.ts";

describe("reading the settings", () => {
  it("works with none at all, on this machine only", () => {
    const config = readConfig({});

    expect(config).toMatchObject({ host: "127.0.0.1", port: 8080, baseUrl: "http://127.0.0.1:8080" });
    expect(config.home).toMatch(/\.partproof$/);
  });

  it("lets the command line overrule the environment", () => {
    const config = readConfig({ PARTPROOF_PORT: "9000", PARTPROOF_HOME: "/a" }, { port: "9001", home: "/b" });

    expect(config).toMatchObject({ port: 9001, home: "/b" });
  });

  it("names each variable that is wrong and what came", () => {
    const read = () => readConfig({ PARTPROOF_PORT: "eighty", PARTPROOF_SHIFT_STARTS: "6 o'clock" });

    expect(read).toThrow(PartproofError);
    expect(read).toThrow(
      /PARTPROOF_PORT: .*received "eighty"[\s\S]*PARTPROOF_SHIFT_STARTS: .*received "6 o'clock"/,
    );
  });

  it("never repeats a mail server's address, which may hold a password", () => {
    const read = () => readConfig({ PARTPROOF_SMTP_URL: "http://user:hunter2@mail" });

    expect(read).toThrow(/PARTPROOF_SMTP_URL/);
    expect(read).not.toThrow(/hunter2/);
  });
});
