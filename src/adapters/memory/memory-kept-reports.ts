import type { EvidenceEntry } from "../../domain/evidence.ts";
import { type KeptReport, toKeptReport } from "../../domain/report/kept-report.ts";
import type { KeptReports } from "../../ports/kept-reports.ts";
import { pageOf } from "../page-of.ts";

/** @param entries every recorded entry by its sequence */
export function createMemoryKeptReports(entries: ReadonlyMap<number, EvidenceEntry>): KeptReports {
  function all(): Map<string, KeptReport> {
    const found = new Map<string, KeptReport>();
    for (const entry of [...entries.values()].sort((a, b) => a.sequence - b.sequence)) {
      if (entry.kind === "report" && !found.has(entry.report.id))
        found.set(entry.report.id, structuredClone(toKeptReport(entry)));
    }
    return found;
  }

  return {
    async get(id) {
      return all().get(id);
    },
    async list({ limit, cursor }) {
      const newestFirst = [...all().values()].sort((a, b) => (a.id < b.id ? 1 : -1));
      return pageOf(
        newestFirst.filter(({ id }) => cursor === undefined || id < cursor),
        limit,
      );
    },
  };
}
