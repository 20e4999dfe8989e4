import type { Command } from "commander";
import { destination } from "pino";
import { asPartproofError } from "../../domain/errors.ts";
import { type Config, type ConfigOverrides, readConfig } from "../../wiring/config.ts";
import { type EmbeddedPlatform, wireEmbedded } from "../../wiring/wire-embedded.ts";

/** Options that every command has. */
export type CommonOptions = { home?: string; json?: boolean };

export function configFor(command: Command, extra: Omit<ConfigOverrides, "home"> = {}): Config {
  return readConfig(process.env, { home: command.optsWithGlobals<CommonOptions>().home, ...extra });
}

/** Run a command on the platform and close it, whatever happens. Its log goes to a file: the terminal is the user's. */
export async function withPlatform<T>(
  command: Command,
  work: (embedded: EmbeddedPlatform, config: Config) => Promise<T>,
): Promise<T> {
  const config = configFor(command);
  const embedded = await wireEmbedded(config, {
    logTo: (paths) => destination({ dest: paths.log, mkdir: true, sync: true }),
    visit: `cli-${process.pid}`,
  });
  try {
    return await work(embedded, config);
  } catch (error) {
    // What a user cannot mend is told in one line on the terminal; whoever helps them finds the stack in the log.
    if (asPartproofError(error).code === "internal")
      embedded.platform.telemetry.failed(command.name(), error);
    throw error;
  } finally {
    await embedded.close();
  }
}

/** One JSON object a line, or what people read. */
export function printer(command: Command): { json: boolean; print(object: unknown, text: string): void } {
  const json = command.optsWithGlobals<CommonOptions>().json === true;
  return {
    json,
    print(object, text) {
      process.stdout.write(`${json ? JSON.stringify(object) : text}\n`);
    },
  };
}
