import { InvalidArgumentError } from "commander";

/** A date, or a date and time, as it was written. */
export function isoTime(text: string): string {
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError(
    "expected a time in ISO 8601, such as 2026-03-01 (UTC) or 2026-03-01T06:00:00+01:00",
  );
}
