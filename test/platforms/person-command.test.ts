import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const CLI = fileURLToPath(new URL("../../dist/entrypoints/cli/main.js", import.meta.url));

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "partproof-person-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Run `partproof …` with this on its standard input. */
async function partproof(input: string, ...args: string[]) {
  const child = spawn(process.execPath, [CLI, ...args, "--home", home, "--json"]);
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, "exit");
  return { code: child.exitCode, stdout, stderr };
}

test("a person is made with a password that is piped in, listed, changed and kept", async () => {
  const created = await partproof(
    "four words in a row\n",
    "person",
    "create",
    "--name",
    "Ana",
    "--role",
    "admin",
  );
  const again = await partproof(
    "four words in a row\n",
    "person",
    "create",
    "--name",
    "ANA",
    "--role",
    "quality",
  );
  const last = await partproof("", "person", "change", "Ana", "--no-active");
  const password = await partproof("quite other words", "person", "password", "ana");
  const list = await partproof("", "person", "list");

  expect(created.code).toBe(0);
  expect(JSON.parse(created.stdout)).toMatchObject({ name: "Ana", role: "admin", active: true });
  expect([again.code, again.stderr]).toEqual([3, expect.stringContaining("a person named ANA already")]);
  expect([last.code, last.stderr]).toEqual([3, expect.stringContaining("last administrator")]);
  expect([password.code, JSON.parse(password.stdout).name]).toEqual([0, "Ana"]);
  expect(JSON.parse(list.stdout)).toEqual(JSON.parse(created.stdout));
});

test("a password is neither invented nor taken from nowhere, and a weak one is refused without repeating it", async () => {
  const nothing = await partproof("", "person", "create", "--name", "Ana", "--role", "admin");
  const weak = await partproof("hunter2\n", "person", "create", "--name", "Ana", "--role", "admin");
  const list = await partproof("", "person", "list");

  expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining("on standard input")]);
  expect([weak.code, weak.stderr]).toEqual([2, expect.stringContaining("at least 12 characters")]);
  expect(weak.stderr).not.toContain("hunter2");
  expect(list.stdout).toBe("");
});
