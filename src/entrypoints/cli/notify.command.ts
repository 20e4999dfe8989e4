import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { composeTestMessage } from "../../domain/compose-test-message.ts";
import { asPartproofError, PartproofError } from "../../domain/errors.ts";
import { MAIL_CHANNEL } from "../../domain/message.ts";
import type { Platform } from "../../flow/platform.ts";
import type { Notifier } from "../../ports/notifier.ts";
import type { Config } from "../../wiring/config.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";
import { printer, withPlatform } from "./command-context.ts";
import { EXIT } from "./exit-code.ts";

type Options = { channel?: string; to?: string };
type Target = { channel: string; where: string; notifier: Notifier };
type Outcome = { channel: string; where: string; state: "sent" | "failed" | "skipped"; detail: string };

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
        for (const target of targetsOf(embedded, config, options.channel)) {
          const outcome = await tryChannel(target, embedded.platform, options.to);
          print(outcome, `${MARKS[outcome.state]} ${outcome.channel} (${outcome.where}): ${outcome.detail}`);
          // Whoever named mail and no address wanted it sent.
          if (outcome.state === "failed" || (outcome.state === "skipped" && options.channel !== undefined))
            process.exitCode = EXIT.couldNotRun;
        }
      });
    });
}

function targetsOf(embedded: EmbeddedPlatform, config: Config, only: string | undefined): Target[] {
  const mailServer = config.smtp && `mail server at ${new URL(config.smtp.url).host}`;
  const all: Target[] = [
    {
      channel: MAIL_CHANNEL,
      where: mailServer ?? `files in ${embedded.paths.outbox}`,
      notifier: embedded.platform.notifier,
    },
    ...embedded.channels.map(({ name, where, notifier }) => ({ channel: name, where, notifier })),
  ];
  const chosen = all.filter(({ channel }) => only === undefined || channel === only);
  if (chosen.length > 0) return chosen;
  const names = all.map(({ channel }) => channel).join(", ");
  throw new PartproofError("invalid-input", `Expected one of the channels ${names}, received "${only}".`);
}

async function tryChannel(target: Target, platform: Platform, to: string | undefined): Promise<Outcome> {
  const { channel, where, notifier } = target;
  if (channel === MAIL_CHANNEL && to === undefined) {
    return { channel, where, state: "skipped", detail: "say who gets the test mail, with --to ADDRESS." };
  }
  const message = composeTestMessage(channel, {
    id: platform.newId(),
    ...(channel === MAIL_CHANNEL && to !== undefined ? { to } : {}),
    createdAt: platform.now().toISOString(),
    ...platform.settings,
  });
  const started = performance.now();
  try {
    await notifier.send(message);
  } catch (thrown) {
    const error = asPartproofError(thrown);
    platform.telemetry.failed("send a test message", thrown, { channel });
    const once = error.retryable ? " This was a test: it is not sent again." : "";
    return { channel, where, state: "failed", detail: `${error.message}${once}` };
  }
  const took = Math.round(performance.now() - started);
  return { channel, where, state: "sent", detail: `accepted in ${took} ms as ${message.id}.` };
}

function mailAddress(text: string): string {
  if (z.email().safeParse(text).success) return text;
  throw new InvalidArgumentError("Expected a mail address such as you@example.com.");
}
