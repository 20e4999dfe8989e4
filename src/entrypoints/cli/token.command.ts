import { type Command, Option } from "commander";
import { PartproofError } from "../../domain/errors.ts";
import { createToken, revokeToken } from "../../flow/manage-tokens.ts";
import { type Principal, ROLES, type Role, type TokenStore } from "../../ports/token-store.ts";
import { printer, withPlatform } from "./command-context.ts";
import { whoTypes } from "./who-types.ts";

type Where = { aws?: boolean; table?: string };
type Tokens = Pick<TokenStore, "list" | "revoke"> & {
  create(principal: Principal): ReturnType<TokenStore["create"]>;
};

export function addTokenCommand(program: Command): void {
  const token = program.command("token").description("Access to the HTTP API.");

  atEither(token.command("create"))
    .description("Make a token and show it, this once.")
    .requiredOption("--name <text>", "whom or what it is for")
    .addOption(new Option("--role <role>", "what it may do").choices([...ROLES]).makeOptionMandatory())
    .action(async (options: Where & { name: string; role: Role }, command: Command) => {
      const { print } = printer(command);
      const { name, role } = options;
      const { secret, info } = await withTokens(command, options, (tokens) => tokens.create({ name, role }));
      print({ ...info, token: secret }, secret);
    });

  atEither(token.command("list"))
    .description("Who has access; never the tokens themselves.")
    .action(async (options: Where, command: Command) => {
      const { print } = printer(command);
      for (const info of await withTokens(command, options, (tokens) => tokens.list()))
        print(info, `${info.id}  ${info.role.padEnd(9)}  ${info.createdAt}  ${info.name}`);
    });

  atEither(token.command("revoke"))
    .description("End a token: at once here, within a minute on AWS.")
    .argument("<id>", "as `token list` shows it")
    .action(async (id: string, options: Where, command: Command) => {
      const { print } = printer(command);
      await withTokens(command, options, (tokens) => tokens.revoke(id));
      print({ id, revoked: true }, `Token ${id} is revoked.`);
    });
}

function atEither(command: Command): Command {
  return command
    .option("--aws", "of a deployed stack; needs --table")
    .option("--table <name>", "DynamoDB table of the stack");
}

/** AWS is loaded only when it is asked for: whoever runs one machine needs nothing of it. */
async function withTokens<T>(
  command: Command,
  { aws, table }: Where,
  work: (tokens: Tokens) => Promise<T>,
): Promise<T> {
  if (!aws) {
    // A table that is named and not used would make a token where nobody looks for it.
    if (table !== undefined)
      throw new PartproofError("invalid-input", "--table is for --aws; add --aws to use that table.");
    return withPlatform(command, ({ access }) =>
      work({
        create: (principal) => createToken(access, principal, whoTypes()),
        list: access.tokens.list,
        revoke: (id) => revokeToken(access, id, whoTypes()),
      }),
    );
  }
  if (table === undefined) {
    const message = "--aws needs --table; the outputs of the stack name it.";
    throw new PartproofError("invalid-input", message);
  }
  const { openTokens } = await import("../aws/open-tokens.ts");
  const tokens = openTokens(table);
  return work({ ...tokens, create: (principal) => tokens.create(principal, new Date().toISOString()) });
}
