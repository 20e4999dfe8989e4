import type { Command } from "commander";
import { destination } from "pino";
import type { Access } from "../../flow/access.ts";
import { createToken, revokeToken } from "../../flow/manage-tokens.ts";
import type { Config } from "../../wiring/config.ts";
import { type EmbeddedPlatform, wireEmbedded } from "../../wiring/wire-embedded.ts";
import { createSimulatedLine } from "../embedded/simulated-line.ts";
import { type PartproofServer, startServer } from "../embedded/start-server.ts";
import { startWork } from "../embedded/start-work.ts";
import { configFor } from "./command-context.ts";
import { createDemoDisplay, type DemoDisplay } from "./demo-display.ts";
import { wholeNumber } from "./parse-number.ts";
import { type Progress, startProgress } from "./progress.ts";

type Options = {
  host?: string;
  port?: string;
  simulate?: boolean;
  interval: number;
  rekognition?: boolean;
  rekognitionPort?: string;
};

export function addServeCommand(program: Command): void {
  program
    .command("serve")
    .description("Run the server: watched folder, HTTP API, inspection, mail.")
    .option("--host <address>", "address to listen on (default 127.0.0.1)")
    .option("--port <number>", "port to listen on (default 8080)")
    .option("--rekognition", "also answer in the wire format of Amazon Rekognition, on a port of its own")
    .option("--rekognition-port <number>", "that port (default 8081)")
    .option("--simulate", "with a simulated assembly line of known truth")
    .option("--interval <ms>", "time between simulated photos", wholeNumber, 1000)
    .action(async (options: Options, command: Command) => {
      const config = configFor(command, options);
      const display = createDemoDisplay(say);
      const embedded = await wireEmbedded(config, {
        observe: display.observe,
        // A simulated line talks to a person, so its log goes to a file; a server in service logs to standard error.
        ...(options.simulate ? { logTo: (paths) => destination({ dest: paths.log, sync: true }) } : {}),
      });
      const rekognition = options.rekognition ? await serveRekognition(embedded, config) : undefined;
      const line = simulatedLine(embedded, display, options.interval);
      const server = await startServer(embedded, config, line).catch(async (error: unknown) => {
        await rekognition?.stop();
        throw error;
      });
      const work = await startWork(embedded.platform, config, embedded.paths.incoming, embedded);
      const stopping = stopSignal();
      say(`Partproof is at ${server.url} (API reference: ${server.url}/docs)`);
      if (rekognition) say(`For clients of Rekognition: AWS_ENDPOINT_URL_REKOGNITION=${rekognition.url}`);
      say(`Photos go in at ${embedded.paths.incoming}/<line>/<recipe>/`);
      const stopped = new Promise((resolve) => stopping.addEventListener("abort", resolve, { once: true }));
      if (options.simulate) {
        await inviteToSignIn(embedded.access, server);
        // What keeps it from running ends the command; stopped from the dashboard, the server goes on.
        await Promise.race([stopped, line.start().then(() => stopped)]);
      } else await stopped;

      say("Stopping: the photos under way are finished, the rest waits for the next start.");
      await Promise.all([server.stop(), rekognition?.stop()]);
      await work.stop();
      await embedded.close();
    });
}

/** Loaded only where it is asked for, with the signer of the AWS SDK. */
async function serveRekognition(embedded: EmbeddedPlatform, config: Config) {
  const { startRekognition } = await import("../embedded/start-rekognition.ts");
  return startRekognition(embedded, config);
}

/** The line, and what the terminal tells of it, wherever it is started from. */
function simulatedLine(embedded: EmbeddedPlatform, display: DemoDisplay, intervalMs: number) {
  let progress: Progress | undefined;
  const { outbox, evidence } = embedded.paths;
  return createSimulatedLine(embedded, {
    intervalMs,
    listener: {
      onProgress(fraction) {
        progress ??= startProgress("Teaching the simulated widget, quickly", "percent", 100);
        progress.at(Math.round(fraction * 100));
      },
      onRunning() {
        progress?.end();
        say(`The simulated line runs. Mails: ${outbox}  Evidence: ${evidence}`);
      },
      onImproved: () => say("The widget has been taught thoroughly: from here on the better model judges."),
      onTruth: display.expect,
    },
  });
}

async function inviteToSignIn(access: Access, { url, frontDesk }: PartproofServer): Promise<void> {
  const { secret, info } = await freshToken(access);
  // A code and not the token itself, so that what stays in a history opens nothing; after # it reaches no log either.
  const code = await frontDesk.codes.issue({ kind: "token", id: info.id }, access.now());
  say(`Open ${url}/#sign-in=${code} (signs in once, within an hour)`);
  say(`Or sign in with the token ${secret}`);
}

/** One token for whoever watches the simulation; that of an earlier start ends with it. */
async function freshToken(access: Access) {
  const name = "simulated line";
  const earlier = (await access.tokens.list()).filter((info) => info.name === name);
  const fresh = await createToken(access, { name, role: "admin" }, name);
  for (const { id } of earlier) await revokeToken(access, id, name);
  return fresh;
}

function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
