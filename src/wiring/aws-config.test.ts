import { describe, expect, it } from "vitest";
import { readAwsConfig } from "./aws-config.ts";

describe("reading the settings of a function on AWS", () => {
  it("reads what the function needs, and fills in what has a default", () => {
    const config = readAwsConfig({ PARTPROOF_TABLE: "records", PARTPROOF_QUEUE_URL: "no URL" }, [
      "table",
      "lockMode",
      "stage",
    ]);

    expect(config).toEqual({ table: "records", lockMode: "COMPLIANCE", stage: "dev" });
  });

  it("names each variable that is missing or wrong, and what came", () => {
    const read = () =>
      readAwsConfig({ PARTPROOF_LOCK_MODE: "LOOSE", PARTPROOF_TABLE: "" }, ["table", "lockMode"]);

    expect(read).toThrow(
      /PARTPROOF_TABLE: expected string, received nothing[\s\S]*PARTPROOF_LOCK_MODE: .*received "LOOSE"/,
    );
  });
});
