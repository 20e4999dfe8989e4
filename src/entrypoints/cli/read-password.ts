import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { PartproofError } from "../../domain/errors.ts";

/**
 * A password from the keyboard, without showing it and twice, or the first line of what is piped in. Never an argument:
 * those stand in the list of processes and in the history of the shell.
 * @throws PartproofError `invalid-input` when nothing came, or the two differ
 */
export async function readPassword(name: string): Promise<string> {
  if (!process.stdin.isTTY) return mustNotBeEmpty(await readLine());
  const password = mustNotBeEmpty(await readHidden(`Password for ${name}: `));
  if ((await readHidden("Once more: ")) === password) return password;
  throw new PartproofError("invalid-input", "The two passwords differ. Nothing was changed.");
}

async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return "";
}

function readHidden(question: string): Promise<string> {
  // The terminal's own echo is off while readline has it; what readline would echo goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(question);
  return new Promise((resolve) => {
    let answer = "";
    lines.once("line", (line) => {
      answer = line;
      lines.close();
    });
    lines.once("close", () => {
      process.stderr.write("\n");
      resolve(answer);
    });
  });
}

function mustNotBeEmpty(password: string): string {
  if (password !== "") return password;
  throw new PartproofError(
    "invalid-input",
    "Expected a password on standard input, received nothing. Type it at the prompt, or pipe it in.",
  );
}
