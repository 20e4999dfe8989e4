import type { Command } from "commander";
import { printer, withPlatform } from "./command-context.ts";

const MOST_SHOWN = 1000;

export function addDeadLettersCommand(program: Command): void {
  const deadLetters = program
    .command("dead-letters")
    .description("Photos that were given up, with the reason.");

  deadLetters
    .command("list", { isDefault: true })
    .description("Show them, newest first.")
    .action(async (_options: unknown, command: Command) => {
      const { print } = printer(command);
      const list = await withPlatform(command, ({ platform }) => platform.queue.deadLetters(MOST_SHOWN));
      for (const letter of list)
        print(letter, `${letter.inspectionId}  ${letter.failedAt}  ${letter.reason}`);
    });

  deadLetters
    .command("redrive")
    .description("Put photos back in the line, after the cause is mended.")
    .argument("[ids...]", "inspection ids; all of them if none is given")
    .action(async (ids: string[], _options: unknown, command: Command) => {
      const { print } = printer(command);
      await withPlatform(command, async ({ platform }) => {
        const all =
          ids.length > 0 ? ids : (await platform.queue.deadLetters(MOST_SHOWN)).map((l) => l.inspectionId);
        for (const inspectionId of all) {
          await platform.queue.redrive(inspectionId, platform.now());
          print({ inspectionId, redriven: true }, `${inspectionId} is back in the line.`);
        }
      });
    });
}
