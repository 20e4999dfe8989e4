import { type Command, InvalidArgumentError } from "commander";
import type { ChainHead } from "../../domain/evidence.ts";
import { type Verification, verifyEvidence } from "../../flow/verify-evidence.ts";
import { printer, withPlatform } from "./command-context.ts";
import { EXIT } from "./exit-code.ts";
import { startProgress } from "./progress.ts";

export function addVerifyCommand(program: Command): void {
  program
    .command("verify")
    .description(
      "Check every entry and photo of the evidence; name the first that was altered, removed or reordered.",
    )
    .option("--expect-head <sequence:sha256>", "a head noted elsewhere, such as from a mail", parseHead)
    .action(async (options: { expectHead?: ChainHead }, command: Command) => {
      const { print } = printer(command);
      const verification = await withPlatform(command, async ({ platform }) => {
        const progress = startProgress("Verifying", "entries", (await platform.vault.head()).sequence);
        try {
          return await verifyEvidence(platform, {
            onProgress: progress.at,
            ...(options.expectHead ? { expectedHead: options.expectHead } : {}),
          });
        } finally {
          progress.end();
        }
      });
      print(verification, describe(verification));
      process.exitCode = verification.intact ? EXIT.allPass : EXIT.someNotPass;
    });
}

function describe({ intact, fault, entries, photos, expired, head }: Verification): string {
  if (!intact && fault)
    return `✘ entry ${fault.sequence} ${fault.what}\n  ${entries} entries before it are intact.`;
  const gone = expired > 0 ? `, ${expired} photos removed after their retention` : "";
  return `✔ ${entries} entries and ${photos} photos are as they were sealed${gone}.\n  head ${head.sequence}:${head.sha256}`;
}

function parseHead(text: string): ChainHead {
  const match = /^(\d{1,12}):([0-9a-f]{64})$/.exec(text);
  if (!match)
    throw new InvalidArgumentError("expected SEQUENCE:SHA256, as a mail or an earlier verify shows it");
  return { sequence: Number(match[1]), sha256: String(match[2]) };
}
