import { type Delivery, deliverNextMessage } from "./deliver-messages.ts";

/**
 * Step 4, notify, for a process that lives for one call: deliver what is due on each channel, all at the same time. While
 * one is slow the others are looked at again, so that it holds up none of them.
 * @param options mustStop: no message is begun any more; lookAgainMs: pause between two looks at a channel that was done
 */
export async function deliverSideBySide(
  channels: readonly Delivery[],
  options: { mustStop(): boolean; lookAgainMs: number },
): Promise<void> {
  const { mustStop, lookAgainMs } = options;
  let atWork = channels.length;

  async function deliverDue(channel: Delivery): Promise<void> {
    while (!mustStop() && (await deliverNextMessage(channel)));
  }

  async function serve(channel: Delivery): Promise<void> {
    await deliverDue(channel);
    atWork -= 1;
    while (atWork > 0 && !mustStop()) {
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      await deliverDue(channel);
    }
  }

  await Promise.all(channels.map(serve));
}
