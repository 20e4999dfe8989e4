import { type Command, InvalidArgumentError } from "commander";
import { PartproofError } from "../../domain/errors.ts";
import type { ChainHead } from "../../domain/evidence.ts";
import { keepVerification } from "../../flow/verification-run.ts";
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
    .option("--aws", "the evidence of a deployed stack; needs --table and --bucket")
    .option("--table <name>", "DynamoDB table of the stack")
    .option("--bucket <name>", "evidence bucket of the stack")
    .action(async (options: Options, command: Command) => {
      const { print } = printer(command);
      const verification = options.aws
        ? await verify(await openOnAws(options), options)
        : await withPlatform(command, async ({ platform, verifications }) => {
            const found = await verify(platform, options);
            await keepVerification(verifications, found, platform.now(), "partproof verify");
            return found;
          });
      print(verification, describe(verification));
      process.exitCode = verification.intact ? EXIT.allPass : EXIT.someNotPass;
    });
}

type Options = { expectHead?: ChainHead; aws?: boolean; table?: string; bucket?: string };
type Evidence = Parameters<typeof verifyEvidence>[0];

async function verify(evidence: Evidence, { expectHead }: Options): Promise<Verification> {
  const progress = startProgress("Verifying", "entries", (await evidence.vault.head()).sequence);
  try {
    return await verifyEvidence(evidence, {
      onProgress: progress.at,
      ...(expectHead ? { expectedHead: expectHead } : {}),
    });
  } finally {
    progress.end();
  }
}

/** Loaded only when it is asked for: whoever runs one machine needs nothing of AWS. */
async function openOnAws({ table, bucket }: Options): Promise<Evidence> {
  if (table === undefined || bucket === undefined) {
    const message = "--aws needs --table and --bucket; the outputs of the stack name them.";
    throw new PartproofError("invalid-input", message);
  }
  const { openEvidence } = await import("../aws/open-evidence.ts");
  return openEvidence({ table, bucket });
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
