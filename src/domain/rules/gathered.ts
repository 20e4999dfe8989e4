import type { Verdict } from "../inspection.ts";

/** Such as a screw that is `missing`; of a file that is no usable photo, the reason alone. */
export type Problem = { part: string; state: string };

/** What rules are told of: an inspection, or a photo that could not be inspected. */
export type Fact = {
  /** Of the inspection, or of the burial of a photo; the same fact is told once a rule. */
  id: string;
  kind: Verdict | "dead-letter";
  /** ISO 8601. */
  at: string;
  /** For lists: serial or file name, all that is wrong, and where to look; bounded, in ASCII. */
  widget: { name: string; findings: string; url: string };
  /** What is wrong, as it repeats from widget to widget; at most {@link MOST_PROBLEMS}. */
  problems: Problem[];
};

/** A line or a rate changed its state. */
export type News = {
  id: string;
  state: "bad" | "recovered";
  at: string;
  /** Figures of the rule: fails or passes in a row; or how many of the last so many failed. */
  figures: { count: number; of?: number };
  /** The widget that made it so. */
  widget: Fact["widget"];
};

/** Facts that wait to be told in one message: counted, each of them; listed, as many as a mail can show. */
export type Gathered = {
  /** Of the first fact or news, by which the message is known. */
  id: string;
  from: string;
  to: string;
  counts: Partial<Record<Fact["kind"], number>>;
  /** The worst first, at most {@link MOST_LISTED}. */
  listed: Pick<Fact, "kind" | "widget">[];
  problems: (Problem & { count: number })[];
  /** The newest, at most {@link MOST_NEWS}. */
  news: News[];
  newsCount: number;
};

export const MOST_PROBLEMS = 10;
export const MOST_LISTED = 40;
/** Different ones in one digest; what is beyond is still in `counts`. */
const MOST_DIFFERENT_PROBLEMS = 50;
const MOST_NEWS = 20;

/** The worst first: what a person must act on. */
export const SEVERITY: readonly Fact["kind"][] = ["dead-letter", "fail", "review", "rejected", "pass"];

/** @returns a new one; what was given stays as it is */
export function gatherFact(into: Gathered | undefined, fact: Fact): Gathered {
  const base = into ?? empty(fact);
  const problems = base.problems.map((problem) => ({ ...problem }));
  for (const { part, state } of fact.problems.slice(0, MOST_PROBLEMS)) {
    const known = problems.find((problem) => problem.part === part && problem.state === state);
    if (known) known.count += 1;
    else if (problems.length < MOST_DIFFERENT_PROBLEMS) problems.push({ part, state, count: 1 });
  }
  const listed = [...base.listed, { kind: fact.kind, widget: fact.widget }]
    .sort((a, b) => SEVERITY.indexOf(a.kind) - SEVERITY.indexOf(b.kind))
    .slice(0, MOST_LISTED);
  const counts = { ...base.counts, [fact.kind]: (base.counts[fact.kind] ?? 0) + 1 };
  return { ...base, ...span(base, fact.at), counts, listed, problems };
}

export function gatherNews(into: Gathered | undefined, news: News): Gathered {
  const base = into ?? empty(news);
  return {
    ...base,
    ...span(base, news.at),
    news: [...base.news, news].slice(-MOST_NEWS),
    newsCount: base.newsCount + 1,
  };
}

/** How many facts a gathered message accounts for. */
export function countOf({ counts }: Pick<Gathered, "counts">): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function empty({ id, at }: { id: string; at: string }): Gathered {
  return { id, from: at, to: at, counts: {}, listed: [], problems: [], news: [], newsCount: 0 };
}

function span({ from, to }: Gathered, at: string): { from: string; to: string } {
  return { from: at < from ? at : from, to: at > to ? at : to };
}
