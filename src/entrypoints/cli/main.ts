#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { asPartproofError } from "../../domain/errors.ts";
import { VERSION } from "../../wiring/version.ts";
import { addAccessKeyCommand } from "./access-key.command.ts";
import { addCostCommand } from "./cost.command.ts";
import { addDeadLettersCommand } from "./dead-letters.command.ts";
import { addDetectCommand } from "./detect.command.ts";
import { addDoctorCommand } from "./doctor.command.ts";
import { addEvaluateCommand } from "./evaluate.command.ts";
import { EXIT } from "./exit-code.ts";
import { addExportCommand } from "./export.command.ts";
import { addInspectCommand } from "./inspect.command.ts";
import { addModelCommand } from "./model.command.ts";
import { addNotifyCommand } from "./notify.command.ts";
import { addPersonCommand } from "./person.command.ts";
import { addRecipeCommand } from "./recipe.command.ts";
import { addReplayCommand } from "./replay.command.ts";
import { addReportCommand } from "./report.command.ts";
import { addSampleCommand } from "./sample.command.ts";
import { addServeCommand } from "./serve.command.ts";
import { addSimulateCommand } from "./simulate.command.ts";
import { addTeachCommand } from "./teach.command.ts";
import { addTeachNormalCommand } from "./teach-normal.command.ts";
import { addTokenCommand } from "./token.command.ts";
import { addVerifyCommand } from "./verify.command.ts";

const program = new Command("partproof")
  .description("Automated visual inspection: a verdict for every widget, and evidence that can be verified.")
  .version(VERSION)
  .option("--home <dir>", "folder for all data (default: .partproof, or PARTPROOF_HOME)")
  .option("--json", "one JSON object a line on standard output, nothing else")
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

for (const addCommand of [
  addServeCommand,
  addInspectCommand,
  addTeachCommand,
  addTeachNormalCommand,
  addDetectCommand,
  addEvaluateCommand,
  addVerifyCommand,
  addReportCommand,
  addExportCommand,
  addReplayCommand,
  addSampleCommand,
  addModelCommand,
  addRecipeCommand,
  addPersonCommand,
  addTokenCommand,
  addAccessKeyCommand,
  addDeadLettersCommand,
  addNotifyCommand,
  addSimulateCommand,
  addDoctorCommand,
  addCostCommand,
]) {
  addCommand(program);
}

process.stdout.on("error", (error) => {
  if (!("code" in error && error.code === "EPIPE")) throw error;
  // Whoever read us, such as `head`, wants no more. What it did not read may have been a failure.
  process.exit(EXIT.couldNotRun);
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** Say what is wrong in words; the stack is in the home's log. */
function explain(thrown: unknown): number {
  // Commander has said what is wrong already; help and version end here too, with exit code 0.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.allPass : EXIT.usage;
  const error = asPartproofError(thrown);
  const cause = error.code === "internal" && thrown instanceof Error ? ` (${thrown.message})` : "";
  process.stderr.write(`partproof: ${error.message}${cause}\n`);
  return error.code === "invalid-input" ? EXIT.usage : EXIT.couldNotRun;
}
