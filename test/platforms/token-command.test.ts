import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDynamoTokenStore } from "../../src/adapters/aws/dynamo-token-store.ts";
import { addTokenCommand } from "../../src/entrypoints/cli/token.command.ts";
import { temporaryTable } from "../support/dynalite-table.ts";

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "partproof-token-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(home, { recursive: true, force: true });
});

/** Run `partproof token …` in this process. @returns what it printed */
async function token(...args: string[]): Promise<string> {
  let printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const program = new Command().option("--home <dir>").option("--json").exitOverride();
  addTokenCommand(program);
  await program.parseAsync(["--home", home, "--json", "token", ...args], { from: "user" });
  vi.restoreAllMocks();
  return printed;
}

async function deployedTable() {
  const { connect, ...at } = await temporaryTable();
  const endpoint = await at.dynamo.config.endpoint?.();
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", `http://${endpoint?.hostname}:${endpoint?.port}`);
  vi.stubEnv("AWS_REGION", "eu-central-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  return { ...at, onAws: ["--aws", "--table", at.table] };
}

test("a token made for a deployed stack is one that its API knows, until it is revoked", async () => {
  const { dynamo, table, onAws } = await deployedTable();
  const store = createDynamoTokenStore({ dynamo, table });

  const made = JSON.parse(await token("create", "--name", "camera 1", "--role", "camera", ...onAws));
  const listed = JSON.parse(await token("list", ...onAws));
  const known = await store.find(made.token);
  await token("revoke", made.id, ...onAws);

  expect(known).toMatchObject({ name: "camera 1", role: "camera" });
  const { token: _secret, ...info } = made;
  expect(listed).toEqual(info);
  expect(await store.find(made.token)).toBeUndefined();
  expect(await token("list", ...onAws)).toBe("");
});

test("tokens of a stack leave this machine's home as it is", async () => {
  const { onAws } = await deployedTable();

  await token("create", "--name", "camera 1", "--role", "camera", ...onAws);

  expect(await readdir(home)).toEqual([]);
});

test.each([
  { args: ["--aws"], says: "--aws needs --table" },
  { args: ["--table", "records"], says: "add --aws" },
])("$args alone is refused before anything is made", async ({ args, says }) => {
  await expect(token("create", "--name", "a", "--role", "admin", ...args)).rejects.toThrow(says);

  expect(await readdir(home)).toEqual([]);
});
