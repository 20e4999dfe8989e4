import { describe, expect, test } from "vitest";
import type { MessageOutbox } from "../../src/ports/message-outbox.ts";
import { sampleNotice } from "../support/sample-notice.ts";
import { NOW, sampleMessage, secondsLater } from "./samples.ts";

/** `reopen` is what the next process sees after this one has crashed. */
type Subject = { outbox: MessageOutbox; reopen: () => Promise<MessageOutbox> };

export function describeMessageOutboxContract(name: string, makeSubject: () => Promise<Subject>): void {
  describe(`the message outbox ${name}`, () => {
    test("hands out each message once, whole and in order", async () => {
      const { outbox } = await makeSubject();
      const notice = sampleNotice();
      const first = {
        ...sampleMessage("first"),
        photoKey: `aa/${"a".repeat(64)}.jpg`,
        channel: "mes",
        notice,
      };
      await outbox.add(first);
      await outbox.add(sampleMessage("second"));

      const claims = [await outbox.claim(NOW), await outbox.claim(NOW), await outbox.claim(NOW)];

      expect(claims).toEqual([
        { message: first, attempts: 1 },
        { message: sampleMessage("second"), attempts: 1 },
        undefined,
      ]);
    });

    test("never takes a message id twice, also not after it was sent", async () => {
      const { outbox } = await makeSubject();

      const first = await outbox.add(sampleMessage("m"));
      const again = await outbox.add(sampleMessage("m"));
      await outbox.claim(NOW);
      await outbox.sent("m");
      const afterSent = await outbox.add(sampleMessage("m"));

      expect([first, again, afterSent]).toEqual(["added", "already-known", "already-known"]);
      expect(await outbox.claim(NOW)).toBeUndefined();
    });

    test("tries a failed message again when its time has come", async () => {
      const { outbox } = await makeSubject();
      await outbox.add(sampleMessage("m"));
      await outbox.claim(NOW);

      await outbox.failed("m", "the mail server is away", secondsLater(30));

      expect(await outbox.claim(secondsLater(29))).toBeUndefined();
      expect(await outbox.claim(secondsLater(30))).toMatchObject({ attempts: 2 });
    });

    test("gives a message up for good when it fails without a next time", async () => {
      const { outbox } = await makeSubject();
      await outbox.add(sampleMessage("m"));
      await outbox.claim(NOW);

      await outbox.failed("m", "no such recipient");

      expect(await outbox.claim(secondsLater(1_000_000))).toBeUndefined();
      expect(await outbox.counts()).toMatchObject({ failed: 1 });
      expect(await outbox.add(sampleMessage("m"))).toBe("already-known");
    });

    test("sends again what a crash cut off, where the notifier tells duplicates apart", async () => {
      const { outbox, reopen } = await makeSubject();
      await outbox.add(sampleMessage("m"));
      await outbox.claim(NOW);

      const next = await reopen();
      const recovered = await next.recover(true);

      expect(recovered).toBe(1);
      expect(await next.claim(NOW)).toMatchObject({ message: { id: "m" }, attempts: 2 });
    });

    test("never sends again what a crash cut off, where a duplicate would reach people", async () => {
      const { outbox, reopen } = await makeSubject();
      await outbox.add(sampleMessage("cut-off"));
      await outbox.claim(NOW);
      await outbox.add(sampleMessage("waiting"));

      const next = await reopen();
      const recovered = await next.recover(false);

      expect(recovered).toBe(1);
      expect(await next.claim(NOW)).toMatchObject({ message: { id: "waiting" } });
      expect(await next.claim(NOW)).toBeUndefined();
      expect(await next.counts()).toEqual({ waiting: 0, sending: 1, sent: 0, failed: 0, unconfirmed: 1 });
    });

    test("believes who says that an unconfirmed message has arrived after all", async () => {
      const { outbox, reopen } = await makeSubject();
      await outbox.add(sampleMessage("m"));
      await outbox.claim(NOW);
      await (await reopen()).recover(false);

      await outbox.sent("m");

      expect(await outbox.counts()).toMatchObject({ sent: 1, unconfirmed: 0 });
    });

    test("counts messages by state", async () => {
      const { outbox } = await makeSubject();
      for (const id of ["a", "b", "c", "d"]) await outbox.add(sampleMessage(id));
      for (let i = 0; i < 3; i++) await outbox.claim(NOW);

      await outbox.sent("a");
      await outbox.failed("b", "no such recipient");

      expect(await outbox.counts()).toEqual({ waiting: 1, sending: 1, sent: 1, failed: 1, unconfirmed: 0 });
    });
  });
}
