export const SPANS = ["shift", "day", "week", "range"] as const;
export type Span = (typeof SPANS)[number];

/** What an address of this screen says. Times without an offset are those of the time zone. */
export type ReportSearch = {
  span?: Span;
  /** A day of the day or week, such as `2026-03-02`; today if absent. */
  date?: string;
  /** Of any range: received at or after. */
  from?: string;
  /** Of any range: received before. */
  to?: string;
  timeZone?: string;
  recipe?: string;
  line?: string;
};

export type ReportRange = { from: string; to: string; timeZone: string };

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What an address says, as far as it can be shown: a link that somebody cut short still opens. */
export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const text = (name: string) => {
    const value = search[name];
    // A line of digits alone comes as a number.
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const span = SPANS.find((known) => known === search["span"]);
  const [date, from, to] = [text("date"), text("from"), text("to")];
  const found: ReportSearch = {};
  if (span) found.span = span;
  if (isDate(date)) found.date = date;
  if (isTime(from)) found.from = from;
  if (isTime(to)) found.to = to;
  if (isTimeZone(text("timeZone"))) found.timeZone = text("timeZone");
  for (const name of ["recipe", "line"] as const) if (text(name) !== "") found[name] = text(name);
  return found;
}

/**
 * The range to report on.
 * @param known today: in that time zone; shift: the one that is on, ISO 8601
 * @returns nothing while the shift is not known, or a range has no end
 */
export function rangeOf(
  { span = "day", date, from, to }: ReportSearch,
  known: { timeZone: string; today: string; shift: { from: string; to: string } | undefined },
): ReportRange | undefined {
  const { timeZone, today, shift } = known;
  const day = date ?? today;
  switch (span) {
    case "shift":
      return shift && { from: shift.from, to: shift.to, timeZone };
    case "day":
      return { from: day, to: addDays(day, 1), timeZone };
    case "week": {
      const monday = mondayOf(day);
      return { from: monday, to: addDays(monday, 7), timeZone };
    }
    case "range":
      return from !== undefined && to !== undefined && from < to ? { from, to, timeZone } : undefined;
  }
}

/** @param date such as `2026-03-02` */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function todayIn(timeZone: string, now: Date): string {
  // The Swedish way to write a date is that of ISO 8601.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(now);
}

function mondayOf(date: string): string {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(date, -weekday);
}

function isDate(text: string): boolean {
  return DATE.test(text) && !Number.isNaN(Date.parse(text));
}

function isTime(text: string): boolean {
  return isDate(text) || (TIME.test(text) && !Number.isNaN(Date.parse(text)));
}

function isTimeZone(text: string): boolean {
  if (text === "") return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
