import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fillDatabase } from "./report/fill-database.ts";
import type { ReportFigures } from "./report/report-probe.ts";

/** More than eleven times as long for ten times as many inspections would not be linear. */
const BARS = { ratio: 11, rssMB: 300 };
const FEW = 100_000;
const MANY = 1_000_000;

/** A report over ten times as many inspections: how much longer it takes, and how much memory. Each in a fresh process. */
export async function benchReport(): Promise<Record<string, number>> {
  const few = await measure(FEW);
  const many = await measure(MANY);
  const figures = {
    secondsOf100k: few.seconds,
    secondsOf1M: many.seconds,
    ratio: many.seconds / few.seconds,
    rssOf100kMB: few.maxRssMB,
    rssOf1MMB: many.maxRssMB,
  };
  const reached = figures.ratio <= BARS.ratio && figures.rssOf1MMB < BARS.rssMB;
  return { ...figures, reached: reached ? 1 : 0 };
}

async function measure(count: number): Promise<ReportFigures> {
  const folder = await mkdtemp(join(tmpdir(), "partproof-bench-"));
  try {
    const file = join(folder, "partproof.db");
    const range = fillDatabase(file, count);
    return await report(file, range, count);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process of its own: what filling the database took must not count. */
function report(file: string, range: { from: string; to: string }, count: number): Promise<ReportFigures> {
  const probe = fileURLToPath(new URL("report/report-probe.ts", import.meta.url));
  const child = fork(probe, [file, range.from, range.to], { execArgv: ["--import", "tsx"] });
  return new Promise((resolve, reject) => {
    child.on("message", (figures: ReportFigures) => {
      if (figures.inspections === count) resolve(figures);
      else reject(new Error(`the report is about ${figures.inspections} inspections, not ${count}`));
    });
    child.on("exit", (code) => reject(new Error(`the probe ended with ${code}`)));
  });
}
