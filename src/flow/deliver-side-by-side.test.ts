import { expect, test } from "vitest";
import { sampleMessage } from "../../test/contracts/samples.ts";
import { createMemoryMessageOutbox } from "../adapters/memory/memory-message-outbox.ts";
import type { Notifier } from "../ports/notifier.ts";
import { deliverSideBySide } from "./deliver-side-by-side.ts";

const SILENT = { record() {}, failed() {} };
const never = { mustStop: () => false, lookAgainMs: 1 };

function channel(send: Notifier["send"]) {
  const outbox = createMemoryMessageOutbox();
  const notifier: Notifier = { idempotent: true, send };
  return { outbox, notifier, telemetry: SILENT, now: () => new Date() };
}

test("a channel that is slow holds up no other, also for what comes in meanwhile", async () => {
  let release = () => {};
  const told: string[] = [];
  const slow = channel(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  const fast = channel(async ({ id }) => void told.push(id));
  await slow.outbox.add(sampleMessage("slow"));
  await fast.outbox.add(sampleMessage("first"));

  const delivering = deliverSideBySide([slow, fast], never);
  await expect.poll(() => told).toEqual(["first"]);
  await fast.outbox.add(sampleMessage("meanwhile"));
  await expect.poll(() => told).toEqual(["first", "meanwhile"]);
  release();
  await delivering;

  expect(await slow.outbox.counts()).toMatchObject({ sent: 1 });
});

test("what fails is put back, and the rest is told", async () => {
  const told: string[] = [];
  const one = channel(async ({ id }) => {
    if (id === "bad") throw new Error("refused");
    told.push(id);
  });
  for (const id of ["bad", "good"]) await one.outbox.add(sampleMessage(id));

  await deliverSideBySide([one], never);

  expect(told).toEqual(["good"]);
  expect(await one.outbox.counts()).toMatchObject({ sent: 1, sending: 0 });
});

test("no message is begun when the time is over", async () => {
  let sent = 0;
  const one = channel(async () => {
    sent += 1;
  });
  for (const id of ["a", "b", "c"]) await one.outbox.add(sampleMessage(id));

  await deliverSideBySide([one], { mustStop: () => sent === 2, lookAgainMs: 1 });

  expect(await one.outbox.counts()).toMatchObject({ sent: 2, waiting: 1 });
});
