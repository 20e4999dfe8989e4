import { bundledCode } from "./stack/bundled-code.ts";
import { createApp } from "./stack/create-app.ts";

try {
  createApp({}, ({ architecture }) => bundledCode(architecture)).app.synth();
} catch (error) {
  // What is wrong with the settings is for people to read; where in the code that was noticed is not.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
