import { cpus } from "node:os";
import { benchInspections } from "./inspections.ts";
import { benchPipeline } from "./pipeline.ts";
import { benchReport } from "./report.ts";
import { benchThroughput } from "./throughput.ts";

const BENCHMARKS = {
  pipeline: benchPipeline,
  throughput: benchThroughput,
  report: benchReport,
  inspections: benchInspections,
};

const [cpu] = cpus();
console.log(`${cpus().length} × ${cpu?.model}, Node.js ${process.version}`);
const chosen = process.argv.slice(2);
for (const [name, measure] of Object.entries(BENCHMARKS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const figures = Object.entries(await measure()).map(([what, value]) => `${what} ${value.toFixed(2)}`);
  console.log(`${name}: ${figures.join(", ")}`);
}
