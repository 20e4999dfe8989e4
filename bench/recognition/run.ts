/**
 * Every benchmark of recognition in turn, each in a process of its own, and a table of all bars at the end.
 * Run: npm run bench:recognition [-- names of the benchmarks to run]
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type BarResult, tableOf } from "./bars.ts";

const BENCHMARKS = ["few-photo-accuracy", "golden", "anomaly", "text", "speed"] as const;

const chosen = process.argv.slice(2);
const results: BarResult[] = [];
for (const name of BENCHMARKS) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n${name}`);
  const child = fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)));
  child.on("message", (result) => results.push(result as BarResult));
  const [code]: (number | null)[] = await once(child, "exit");
  if (code !== 0)
    results.push({
      name: `${name} runs to its end`,
      mustReach: "yes",
      measured: `exit code ${code}`,
      reached: false,
    });
}
console.log(`\n${tableOf(results)}`);
