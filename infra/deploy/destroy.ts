import { readSettings } from "../stack/settings.ts";
import { stackName } from "../stack/stack-name.ts";
import { readContext } from "./read-context.ts";
import { runCdk } from "./run-cdk.ts";
import { toldInWords } from "./told-in-words.ts";

const KEPT = `
Kept, as evidence must outlive its stack, and billed until it is gone:
  - the buckets of evidence, incoming photos, data, site and access logs, with all that is in them
  - the table with the records
  - the two keys, without which nothing of it can be read
Object Lock holds the evidence until its retention is over: in COMPLIANCE mode nobody can delete it earlier, nor can AWS.
`;

await toldInWords(() => {
  const { context, forCdk } = readContext(process.argv.slice(2));
  const settings = readSettings(context);
  process.stdout.write(KEPT);
  if (settings.stage === "prod")
    process.stdout.write(
      "The stack of prod is protected: take its termination protection away in the console first.\n",
    );
  runCdk(["destroy", stackName(settings), ...forCdk]);
});
