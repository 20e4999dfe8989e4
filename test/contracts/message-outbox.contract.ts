import { describe, expect, test } from "vitest";
import type { MessageOutbox } from "../../src/ports/message-outbox.ts";
import { sampleNotice } from "../support/sample-notice.ts";
import { NOW, sampleMessage, secondsLater } from "./samples.ts";

/** `of` is the outbox of one channel over the same store, and `reopen` what the next process sees after a crash. */
type Subject = {
  outbox: MessageOutbox;
  of(channel: string): MessageOutbox;
  reopen(channel?: string): Promise<MessageOutbox>;
};

export function describeMessageOutboxContract(name: string, makeSubject: () => Promise<Subject>): void {
  describe(`the message outbox ${name}`, () => {
    test("hands out each message once, whole and in order", async () => {
      const outbox = (await makeSubject()).of("mes");
      const notice = sampleNotice();
      const first = {
        ...sampleMessage("first"),
        photoKey: `aa/${"a".repeat(64)}.jpg`,
        channel: "mes",
        notice,
      };
      const second = { ...sampleMessage("second"), channel: "mes" };
      await outbox.add(first);
      await outbox.add(second);

      const claims = [await outbox.claim(NOW), await outbox.claim(NOW), await outbox.claim(NOW)];

      expect(claims).toEqual([{ message: first, attempts: 1 }, { message: second, attempts: 1 }, undefined]);
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

    test("holds no channel up for another that is down: each hands out its own messages alone", async () => {
      const { outbox, of } = await makeSubject();
      const [mail, chat] = [of("mail"), of("chat")];
      await outbox.add({ ...sampleMessage("to-chat"), channel: "chat" });
      await outbox.add(sampleMessage("by-mail"));

      const mailClaims = [await mail.claim(NOW), await mail.claim(NOW)];
      const chatClaims = [await chat.claim(NOW), await chat.claim(NOW)];
      await chat.failed("to-chat", "it is down", secondsLater(60));
      await mail.sent("by-mail");

      expect(mailClaims.map((claim) => claim?.message.id)).toEqual(["by-mail", undefined]);
      expect(chatClaims.map((claim) => claim?.message.id)).toEqual(["to-chat", undefined]);
      expect(await mail.counts()).toMatchObject({ sent: 1, waiting: 0 });
      expect(await chat.counts()).toMatchObject({ sent: 0, waiting: 1 });
      expect(await chat.claim(secondsLater(60))).toMatchObject({ message: { id: "to-chat" }, attempts: 2 });
    });

    test("recovers after a crash what each channel was sending, by the rule of that channel", async () => {
      const { of, reopen } = await makeSubject();
      for (const channel of ["system", "chat"]) {
        await of(channel).add({ ...sampleMessage(`to-${channel}`), channel });
        await of(channel).claim(NOW);
      }

      const [system, chat] = [await reopen("system"), await reopen("chat")];
      const recovered = [await system.recover(true), await chat.recover(false)];

      expect(recovered).toEqual([1, 1]);
      expect(await system.claim(NOW)).toMatchObject({ message: { id: "to-system" } });
      expect(await chat.counts()).toMatchObject({ unconfirmed: 1, waiting: 0 });
    });
  });
}
