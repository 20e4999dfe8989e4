import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PartproofError } from "../../src/domain/errors.ts";
import type { QualityMessage } from "../../src/domain/message.ts";
import type { Notifier } from "../../src/ports/notifier.ts";

export type NotifierUnderTest = {
  notifier: Notifier;
  /** What people have got so far. */
  delivered(): Promise<{ subject: string; text: string }[]>;
  /** From now on nothing can be delivered, and a person may repair that. */
  breakDown(): Promise<void>;
  stop?(): Promise<void>;
};

const PHOTO = Uint8Array.from([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9]);

const message = (changes: Partial<QualityMessage> = {}): QualityMessage => ({
  id: "inspection-01HZX3V9K2Q6T7W8Y9ABCDEFGH",
  to: ["qc@example.com"],
  subject: "FAIL control-box SN0012: screw missing (3 of 4)",
  text: "screw: missing\n.\nSerial: größe ✘\nOpen the inspection: http://qc.example/inspections/01H\n",
  createdAt: "2026-01-05T06:12:34.000Z",
  recipe: "control-box",
  kind: "fail",
  ...changes,
});

export function describeNotifierContract(name: string, make: () => Promise<NotifierUnderTest>): void {
  describe(`the notifier ${name}`, () => {
    let under: NotifierUnderTest;
    beforeAll(async () => {
      under = await make();
    });
    afterAll(async () => {
      await under.stop?.();
    });

    test("delivers subject and text as they are, line by line", async () => {
      await under.notifier.send(message());

      const [{ subject, text } = { subject: "", text: "" }] = await under.delivered();
      expect(subject).toBe(message().subject);
      expect(text.trimEnd()).toBe(message().text.trimEnd());
    });

    test("delivers a message with a photo, whether or not it can carry the photo", async () => {
      const withPhoto = message({ id: "inspection-photo", subject: "PASS photo", photoKey: "ab/cd.jpg" });

      await under.notifier.send(withPhoto, PHOTO);

      const found = (await under.delivered()).find(({ subject }) => subject === "PASS photo");
      expect(found?.text).toContain("Open the inspection: http://qc.example");
    });

    test("leaves one message of two with the same id if it says so, and only then", async () => {
      const twice = message({ id: "inspection-twice", subject: "REVIEW twice" });

      await under.notifier.send(twice);
      await under.notifier.send(twice);

      const count = (await under.delivered()).filter(({ subject }) => subject === "REVIEW twice").length;
      expect(count).toBe(under.notifier.idempotent ? 1 : 2);
    });

    test("throws an error of ours when it cannot deliver, to be tried again", async () => {
      await under.breakDown();

      const sending = under.notifier.send(message({ id: "inspection-later" }));

      await expect(sending).rejects.toBeInstanceOf(PartproofError);
      await expect(sending).rejects.toMatchObject({ code: "unavailable", retryable: true });
    });
  });
}
