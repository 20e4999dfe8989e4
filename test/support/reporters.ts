/** For people, and under CI also as JSON: `.ci/run` adds the suites up. */
export function reportersFor(suite: string): ("default" | ["json", { outputFile: string }])[] {
  if (!process.env["CI"]) return ["default"];
  return ["default", ["json", { outputFile: `.ci/results/${suite}.json` }]];
}
