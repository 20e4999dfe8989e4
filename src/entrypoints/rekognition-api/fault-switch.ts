import { setTimeout as sleep } from "node:timers/promises";
import { PartproofError } from "../../domain/errors.ts";
import type { FaultRule } from "../../wiring/fault-rules.ts";
import { WireError, type WireErrorName } from "./wire-error.ts";

/** For testing clients: makes the service slow, busy or broken, as its rules say. */
export type FaultSwitch = {
  /** Forgets the rules before, and what they have counted. */
  set(rules: readonly FaultRule[]): void;
  /** Waits, or refuses, if a rule is for this call. @throws WireError */
  meet(operation: string, signal: AbortSignal): Promise<void>;
};

const NAMES: Record<NonNullable<FaultRule["fault"]>, WireErrorName> = {
  throttle: "ThrottlingException",
  throughput: "ProvisionedThroughputExceededException",
  fail: "InternalServerError",
  unavailable: "ServiceUnavailableException",
  refuse: "AccessDeniedException",
};

/**
 * @param operations all there are @param random uniform in [0, 1), for rates
 * @throws PartproofError `invalid-input` for a rule about an operation that does not exist
 */
export function createFaultSwitch(
  rules: readonly FaultRule[],
  operations: readonly string[],
  random: () => number = Math.random,
): FaultSwitch {
  let current: { rule: FaultRule; met: number }[] = [];
  const set = (next: readonly FaultRule[]) => {
    for (const { operation } of next) {
      if (operation === "*" || operations.includes(operation)) continue;
      const message = `A fault rule is for "${operation}"; expected * or one of ${operations.join(", ")}.`;
      throw new PartproofError("invalid-input", message);
    }
    current = next.map((rule) => ({ rule, met: 0 }));
  };
  set(rules);
  return {
    set,
    async meet(operation, signal) {
      for (const entry of current) {
        const { rule } = entry;
        if (rule.operation !== "*" && rule.operation !== operation) continue;
        if (rule.count !== undefined && entry.met >= rule.count) continue;
        if (random() >= rule.rate) continue;
        entry.met++;
        if (rule.delayMs !== undefined)
          await sleep(rule.delayMs, undefined, { signal }).catch(() => undefined);
        if (rule.fault) throw new WireError(NAMES[rule.fault], "A fault rule of this service asks for it.");
      }
    },
  };
}
