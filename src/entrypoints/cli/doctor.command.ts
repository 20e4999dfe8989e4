import type { Command } from "commander";
import { type Check, checkInstallation } from "./check-installation.ts";
import { configFor, printer } from "./command-context.ts";
import { EXIT } from "./exit-code.ts";

const SYMBOLS: Record<Check["state"], string> = { ok: "✔", warning: "!", broken: "✘" };

export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("Look at what is installed, writable and configured, and say what to do about what is not.")
    .action(async (_options: unknown, command: Command) => {
      const { print } = printer(command);
      let broken = false;
      for await (const check of checkInstallation(configFor(command))) {
        broken ||= check.state === "broken";
        const todo = check.todo ? `\n${" ".repeat(24)}→ ${check.todo}` : "";
        print(check, `${SYMBOLS[check.state]} ${check.name.padEnd(21)} ${check.found}${todo}`);
      }
      process.exitCode = broken ? EXIT.couldNotRun : EXIT.allPass;
    });
}
