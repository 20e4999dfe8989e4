import { type Inspection, type Verdict, verdictSchema } from "../../domain/inspection.ts";
import type { InspectionFilter, VerdictCounts } from "../../ports/record-store.ts";
import { filterTime } from "../filter-time.ts";
import { type Position, readCursor, writeCursor } from "../page-cursor.ts";
import { textOf } from "./dynamo-codec.ts";
import type { Item, ItemQuery, Items } from "./dynamo-items.ts";
import { keyOf, placeInTime, sortableTime } from "./dynamo-keys.ts";

/** One line of time for all: an index takes far more writes under one key than the chain takes entries. */
const TIMELINE = "all";

/** By what a photo is found, from its receipt on. */
export function indexedBy(
  inspectionId: string,
  { receivedAt, recipe, source }: Pick<Inspection, "receivedAt" | "recipe" | "source">,
) {
  const at = placeInTime(Date.parse(receivedAt), inspectionId);
  return {
    timeline: TIMELINE,
    at,
    recipe: recipe.id,
    line: source.line,
    serial: source.serial,
    lot: source.lot,
  };
}

/** One page of ids, newest first. Reads the narrow index only; what it finds may be a moment old. */
export async function listInspections(
  items: Items,
  filter: InspectionFilter,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ ids: string[]; next?: string }> {
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
  const query = indexQuery(filter, filter.verdict === "pass" ? undefined : filter.verdict);
  if (query === undefined) return { ids: [] };
  const conditions = [query.filter, "attribute_exists(#verdict)"];
  if (filter.verdict !== undefined) conditions.push("#verdict = :verdict");
  const upTo = after === undefined ? query.values.to : placeOf(after);

  const found: Position[] = [];
  const newest = items.query({
    ...query,
    filter: conditions.filter((c) => c !== undefined).join(" AND "),
    values: {
      ...query.values,
      to: upTo < query.values.to ? upTo : query.values.to,
      ...(filter.verdict === undefined ? {} : { verdict: filter.verdict }),
    },
    descending: true,
    // One page of the index where everything in it fits; more at once where most of it may be passed over.
    pageSize: query.filter === undefined ? page.limit + 2 : PAGE_WHEN_FILTERED,
  });
  for await (const item of newest) {
    // The range includes its end: the last inspection of the page before.
    if (textOf(item, "at") === upTo) continue;
    if (found.length === page.limit) {
      const last = found.at(-1);
      const ids = found.map(([, id]) => id);
      return last === undefined ? { ids } : { ids, next: writeCursor(last) };
    }
    found.push([Number.parseInt(textOf(item, "at"), 10), idOf(item)]);
  }
  return { ids: found.map(([, id]) => id) };
}

/** Counts receipts and verdicts in one go over the narrow index: they are the same items. */
export async function countInspections(
  items: Items,
  filter: InspectionFilter,
): Promise<{ received: number; verdicts: VerdictCounts }> {
  const counts = { received: 0, verdicts: { pass: 0, fail: 0, review: 0, rejected: 0 } };
  const query = indexQuery(filter);
  if (query === undefined) return counts;
  for await (const item of items.query(query)) {
    counts.received += 1;
    const verdict = verdictOf(item);
    const counted = filter.verdict === undefined || filter.verdict === verdict;
    if (verdict !== undefined && counted) counts.verdicts[verdict] += 1;
  }
  return counts;
}

type TimeQuery = ItemQuery & { values: { from: string; to: string } & Record<string, string> };

/**
 * The index that leaves the fewest items to look at, over the time asked for; the other conditions as its filter.
 * @param attention a verdict other than pass: rare, and what people look for
 * @returns nothing when nothing can fit: no photo has an empty name or such a long one, and no key may
 */
function indexQuery(filter: InspectionFilter, attention?: Verdict): TimeQuery | undefined {
  const { serial, lot, line, recipe, from, to } = filter;
  const values = {
    from: sortableTime(from === undefined ? 0 : filterTime("from", from)),
    to: sortableTime(to === undefined ? Number.MAX_SAFE_INTEGER : filterTime("to", to)),
  };
  const given = Object.entries({ serial, lot, attention, line, recipe }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  if (given.some(({ value }) => value === "" || value.length > LONGEST_NAME)) return undefined;
  if (values.from > values.to) return undefined;

  const [first = { name: "timeline", value: TIMELINE }, ...others] = given;
  const index = first.name === "timeline" ? "by-time" : `by-${first.name}`;
  // Other indexes hold the verdict itself, which the caller asks for.
  const rest = others.filter(({ name }) => name !== "attention");
  const filters = rest.map(({ name }) => `#${name} = :${name}`).join(" AND ");
  return {
    index,
    where: `#${first.name} = :${first.name} AND #at BETWEEN :from AND :to`,
    ...(filters === "" ? {} : { filter: filters }),
    values: {
      ...values,
      [first.name]: first.value,
      ...Object.fromEntries(rest.map(({ name, value }) => [name, value])),
    },
  };
}

const PAGE_WHEN_FILTERED = 500;
/** Above what any field of a source may hold, below what a key may. */
const LONGEST_NAME = 500;

function placeOf([ms, inspectionId]: Position): string {
  return placeInTime(ms, inspectionId);
}

function idOf(item: Item): string {
  return textOf(item, "pk").slice(keyOf.inspection("").pk.length);
}

/** @returns nothing for a photo that has no verdict yet */
function verdictOf(item: Item): Verdict | undefined {
  const { data } = verdictSchema.safeParse(item["verdict"]);
  return data;
}
