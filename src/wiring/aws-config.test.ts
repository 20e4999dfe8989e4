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

  it("reads channels with how they read, and takes nothing for none", () => {
    const read = (channels: string) => readAwsConfig({ PARTPROOF_CHANNELS: channels }, ["channels"]).channels;

    expect(read("mes,qc-chat:de:Europe/Berlin,lab::UTC")).toEqual([
      { name: "mes", reads: {} },
      { name: "qc-chat", reads: { language: "de", timeZone: "Europe/Berlin" } },
      { name: "lab", reads: { timeZone: "UTC" } },
    ]);
    expect(read("")).toEqual([]);
    expect(readAwsConfig({}, ["channels"])).toEqual({ channels: [] });
  });

  it.each(["mes,,chat", "mes, chat", "mail", "mes:klingon", "mes:de:Nowhere", "mes:de:UTC:x"])(
    "refuses the channels %j",
    (channels) => {
      expect(() => readAwsConfig({ PARTPROOF_CHANNELS: channels }, ["channels"])).toThrow(
        "names of channels, separated by commas",
      );
    },
  );

  it("names each variable that is missing or wrong, and what came", () => {
    const read = () =>
      readAwsConfig({ PARTPROOF_LOCK_MODE: "LOOSE", PARTPROOF_TABLE: "" }, ["table", "lockMode"]);

    expect(read).toThrow(
      /PARTPROOF_TABLE: expected string, received nothing[\s\S]*PARTPROOF_LOCK_MODE: .*received "LOOSE"/,
    );
  });
});
