import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { MAIL_CHANNEL } from "../../domain/message.ts";
import type { Platform } from "../../flow/platform.ts";
import {
  type ChannelOutcome,
  type ChannelTarget,
  findChannel,
  testChannel,
} from "../../flow/test-channel.ts";
import { channelTargets } from "../../wiring/channel-targets.ts";
import { printer, withPlatform } from "./command-context.ts";
import { EXIT } from "./exit-code.ts";

type Options = { channel?: string; to?: string };

type Skipped = { channel: string; where: string; state: "skipped"; detail: string };

const MARKS = { sent: "✔", failed: "✘", skipped: "–" } as const;

export function addNotifyCommand(program: Command): void {
  const notify = program.command("notify").description("The channels on which people and programs are told.");

  notify
    .command("test")
    .description("Send a test message through each channel and say what happened.")
    .option("--channel <name>", "only this one; `mail`, or a name of the channels file")
    .option("--to <address>", "who gets the test mail", mailAddress)
    .action(async (options: Options, command: Command) => {
      const { print } = printer(command);
      await withPlatform(command, async (embedded, config) => {
        const all = channelTargets(embedded, config);
        const chosen =
          options.channel === undefined ? all : [findChannel(all, options.channel, "invalid-input")];
        for (const target of chosen) {
          const outcome = await tryChannel(target, embedded.platform, options.to);
          print(outcome, `${MARKS[outcome.state]} ${outcome.channel} (${outcome.where}): ${outcome.detail}`);
          // Whoever named mail and no address wanted it sent.
          if (outcome.state === "failed" || (outcome.state === "skipped" && options.channel !== undefined))
            process.exitCode = EXIT.couldNotRun;
        }
      });
    });
}

/** Whoever tries all channels and names nobody tries the others. */
async function tryChannel(
  target: ChannelTarget,
  platform: Platform,
  to: string | undefined,
): Promise<ChannelOutcome | Skipped> {
  const { channel, where } = target;
  if (channel !== MAIL_CHANNEL || to !== undefined) return testChannel(platform, target, to);
  return { channel, where, state: "skipped", detail: "say who gets the test mail, with --to ADDRESS." };
}

function mailAddress(text: string): string {
  if (z.email().safeParse(text).success) return text;
  throw new InvalidArgumentError("Expected a mail address such as you@example.com.");
}
