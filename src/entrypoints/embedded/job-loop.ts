import { setTimeout as sleep } from "node:timers/promises";
import type { Telemetry } from "../../ports/telemetry.ts";

/**
 * Do `step` again and again until told to stop: at once after it did something, after `idleMs` when it had
 * nothing to do. An error is logged and the loop goes on: a platform that is broken now may work again soon.
 * @param step resolves to false when there was nothing to do
 * @returns when the loop has stopped; a step under way is finished first
 */
export async function runLoop(
  name: string,
  step: () => Promise<boolean>,
  options: { idleMs: number; signal: AbortSignal; telemetry: Telemetry },
): Promise<void> {
  const { idleMs, signal, telemetry } = options;
  while (!signal.aborted) {
    const didSomething = await step().catch((error: unknown) => {
      telemetry.failed(name, error);
      return false;
    });
    if (!didSomething) await sleep(idleMs, undefined, { signal }).catch(() => undefined);
  }
}
