// Adds up the counts that each proof left in a folder, in the JSON shape of Vitest's reporter.
import { readdirSync, readFileSync } from "node:fs";

const folder = process.argv[2];
let [passed, failed, skipped] = [0, 0, 0];
for (const file of readdirSync(folder)) {
  const counts = JSON.parse(readFileSync(`${folder}/${file}`, "utf8"));
  // A test file that could not even be loaded fails as a suite, without a failed test.
  const broken = (counts.testResults ?? []).filter(
    (r) => r.status === "failed" && r.assertionResults.length === 0,
  );
  passed += counts.numPassedTests ?? 0;
  failed += (counts.numFailedTests ?? 0) + broken.length;
  skipped += counts.numPendingTests ?? 0;
  console.log(`${file}: ${counts.numPassedTests ?? 0} passed, ${counts.numFailedTests ?? 0} failed`);
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
