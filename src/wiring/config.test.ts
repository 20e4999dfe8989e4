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

  it("takes what mails carry, and where the channels are", () => {
    const config = readConfig({
      PARTPROOF_SMTP_URL: "smtp://mail.example",
      PARTPROOF_SMTP_CA_FILE: "/ca.pem",
      PARTPROOF_MAIL_REPLY_TO: "quality@factory.example",
      PARTPROOF_MAIL_DKIM_KEY_FILE: "/dkim.pem",
      PARTPROOF_CHANNELS_FILE: "/channels.yaml",
    });

    expect(config).toMatchObject({
      smtp: { url: "smtp://mail.example", caFile: "/ca.pem" },
      mailReplyTo: "quality@factory.example",
      dkim: { keyFile: "/dkim.pem", selector: "partproof" },
      channelsFile: "/channels.yaml",
    });
  });

  it("reads rules for testing clients, and says what is wrong with one", () => {
    const rules = '[{"operation":"DetectLabels","fault":"throttle","count":2}]';

    const { rekognition } = readConfig({ PARTPROOF_REKOGNITION_FAULTS: rules }, { rekognitionPort: "9002" });
    const read = () => readConfig({ PARTPROOF_REKOGNITION_FAULTS: '[{"fault":"slow"}]' });

    expect(rekognition).toEqual({
      port: 9002,
      faults: [{ operation: "DetectLabels", fault: "throttle", count: 2, rate: 1 }],
    });
    expect(read).toThrow(/PARTPROOF_REKOGNITION_FAULTS.*"throttle" or "throughput"/);
  });

  it("knows an S3 server only where one is named", () => {
    expect(readConfig({}).s3).toBeUndefined();
    expect(readConfig({ PARTPROOF_S3_ENDPOINT: "http://s3.local:9000" }).s3).toEqual({
      endpoint: "http://s3.local:9000",
      region: "us-east-1",
    });
  });
});
