import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Report } from "./use-report.ts";

type Verdict = "pass" | "fail" | "review" | "rejected";

/** The address of the inspections behind a period of a report, or behind all of it. */
export function inspectionsOf(
  { madeFrom, periods }: Pick<Report, "madeFrom" | "periods">,
  period: number | undefined,
  verdict?: Verdict,
): string {
  const from = period === undefined ? madeFrom.from : (periods[period]?.from ?? madeFrom.from);
  const to = period === undefined ? madeFrom.to : (periods[period + 1]?.from ?? madeFrom.to);
  const search = new URLSearchParams({ from: utc(from), to: utc(to) });
  for (const name of ["recipe", "line"] as const) {
    const value = madeFrom[name];
    if (value !== undefined) search.set(name, value);
  }
  if (verdict) search.set("verdict", verdict);
  return `/inspections?${search}`;
}

/** A plus sign of an offset does not survive every address. */
function utc(time: string): string {
  return new Date(time).toISOString();
}

/** @returns a function that opens an address of the dashboard without loading it anew */
export function useOpen(): (address: string) => void {
  const router = useRouter();
  return useCallback((address: string) => router.history.push(address), [router]);
}

/** A link to the inspections behind a number. */
export function InspectionsLink({ address, children }: { address: string; children: string }) {
  const open = useOpen();
  return (
    <a
      href={address}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        open(address);
      }}
    >
      {children}
    </a>
  );
}
