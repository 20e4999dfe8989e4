import { z } from "zod";
import { PartproofError } from "../../domain/errors.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const eventSchema = z.object({ day: z.iso.date().optional() });

/**
 * The day, in UTC, that a function which the clock calls is to look at: yesterday, or the one that its event names.
 * @throws PartproofError `invalid-input` for a day that is none
 */
export function dayBefore(now: Date, event: unknown): { from: Date; to: Date; day: string } {
  const parsed = eventSchema.safeParse(event ?? {});
  if (!parsed.success) {
    const received = JSON.stringify(event)?.slice(0, 100);
    throw new PartproofError(
      "invalid-input",
      `Expected {"day":"YYYY-MM-DD"} or an event without a day, received ${received}.`,
    );
  }
  const day = parsed.data.day ?? new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10);
  const from = new Date(`${day}T00:00:00.000Z`);
  return { from, to: new Date(from.getTime() + DAY_MS), day };
}
