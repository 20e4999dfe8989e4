import type { Verdict } from "../../components/verdict-badge.tsx";
import type { InspectionSummary } from "../../live/live-connection.ts";

/** What is looked for, as the address of the screen says it: all of it holds. `from` and `to` are ISO 8601. */
export type Filter = {
  recipe?: string | undefined;
  verdict?: Verdict | undefined;
  line?: string | undefined;
  serial?: string | undefined;
  lot?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export const VERDICTS = ["fail", "review", "pass", "rejected"] as const satisfies readonly Verdict[];
const TEXTS = ["recipe", "line", "serial", "lot"] as const;
const TIMES = ["from", "to"] as const;

/** What an address says, as far as it can be looked for: a link that somebody cut short still opens. */
export function readFilter(search: Record<string, unknown>): Filter {
  const filter: Filter = {};
  for (const name of TEXTS) {
    const value = search[name];
    // A serial of digits alone comes as a number.
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text === "string" && text !== "") filter[name] = text;
  }
  for (const name of TIMES) {
    const value = search[name];
    if (typeof value === "string" && !Number.isNaN(Date.parse(value)))
      filter[name] = new Date(value).toISOString();
  }
  const verdict = VERDICTS.find((known) => known === search["verdict"]);
  if (verdict) filter.verdict = verdict;
  return filter;
}

/** As the API takes it: without what is not asked for. */
export function queryOf(filter: Filter): { [K in keyof Filter]?: NonNullable<Filter[K]> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** Whether an inspection that was just heard of belongs into the list. */
export function fits(
  { recipe, verdict, line, serial, lot, receivedAt }: InspectionSummary,
  filter: Filter,
): boolean {
  const at = Date.parse(receivedAt);
  return (
    (filter.recipe === undefined || filter.recipe === recipe.id) &&
    (filter.verdict === undefined || filter.verdict === verdict) &&
    (filter.line === undefined || filter.line === line) &&
    (filter.serial === undefined || filter.serial === serial) &&
    (filter.lot === undefined || filter.lot === lot) &&
    (filter.from === undefined || at >= Date.parse(filter.from)) &&
    (filter.to === undefined || at < Date.parse(filter.to))
  );
}

const pad = (value: number) => String(value).padStart(2, "0");

/** As a field for a date and a time shows it: here and now, without a zone. */
export function toLocalField(iso: string | undefined): string {
  if (iso === undefined) return "";
  const at = new Date(iso);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

export function fromLocalField(text: string): string | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
