import { describe, expect, it } from "vitest";
import { readSettings } from "../stack/settings.ts";
import { minutesBefore, onDays } from "../stack/shift-clock.ts";

describe("the settings of a deployment", () => {
  it("have defaults that make a trial stack", () => {
    const settings = readSettings({});

    expect(settings).toMatchObject({
      stage: "dev",
      architecture: "arm64",
      recognizer: "rekognition",
      lockMode: "GOVERNANCE",
      retentionYears: 3,
      inspectConcurrency: 10,
    });
  });

  it("lock evidence in COMPLIANCE mode in prod", () => {
    expect(readSettings({ stage: "prod" }).lockMode).toBe("COMPLIANCE");
  });

  it("take numbers and yes or no as the text that a command line passes", () => {
    const settings = readSettings({ inspectConcurrency: "25", reserveConcurrency: "false" });

    expect(settings.inspectConcurrency).toBe(25);
    expect(settings.reserveConcurrency).toBe(false);
  });

  it("pass over the context of the CDK itself", () => {
    expect(() => readSettings({ "aws:cdk:bundling-stacks": ["**"], "@aws-cdk/core:x": true })).not.toThrow();
  });

  it.each([
    [{ stage: "test" }, 'stage: expected dev or prod, received "test"'],
    [{ inspectConcurrency: "1" }, 'inspectConcurrency: expected a whole number from 2 to 1000, received "1"'],
    [{ inspectConcurency: "20" }, "inspectConcurency: there is no such setting"],
    [{ reportAt: "25:00" }, 'reportAt: expected a time such as 06:00, received "25:00"'],
    [{ timeZone: "Berlin" }, 'timeZone: expected a time zone such as Europe/Berlin, received "Berlin"'],
    [{ logDays: "100" }, "logDays: expected a number of days that CloudWatch knows: 1, 3"],
    [{ shiftStart: "06:00" }, "customLabelsArn: expected a value, as one of customLabelsArn"],
    [{ domainName: "x.example.com" }, "certificateArn: expected a value"],
    [{ stage: "prod", lockMode: "NONE" }, "lockMode: expected COMPLIANCE or GOVERNANCE in prod"],
    [{ qualityMail: "quality group" }, "qualityMail: expected mail addresses, separated by commas"],
    [{ shiftDays: "MO-FR" }, 'shiftDays: expected days such as MON-FRI or MON,WED, received "MO-FR"'],
  ])("refuse %j and say what is wrong with it", (context, message) => {
    expect(() => readSettings(context)).toThrow(message);
  });
});

describe("the clock of a shift", () => {
  it("names each day of a range, also over the weekend", () => {
    expect(onDays({ hour: 22, minute: 0 }, "FRI-MON")).toBe("cron(0 22 ? * FRI,SAT,SUN,MON *)");
  });

  it("starts a model on the day before when the shift begins right after midnight", () => {
    expect(minutesBefore({ hour: 0, minute: 10 }, "MON,WED", 30)).toBe("cron(40 23 ? * SUN,TUE *)");
  });
});
