import { type Command, Option } from "commander";
import { ROLES, type Role } from "../../ports/token-store.ts";
import { printer, withPlatform } from "./command-context.ts";

export function addTokenCommand(program: Command): void {
  const token = program.command("token").description("Access to the HTTP API.");

  token
    .command("create")
    .description("Make a token and show it, this once.")
    .requiredOption("--name <text>", "whom or what it is for")
    .addOption(new Option("--role <role>", "what it may do").choices([...ROLES]).makeOptionMandatory())
    .action(async (options: { name: string; role: Role }, command: Command) => {
      const { print } = printer(command);
      const now = new Date().toISOString();
      const { secret, info } = await withPlatform(command, ({ tokens }) => tokens.create(options, now));
      print({ ...info, token: secret }, secret);
    });

  token
    .command("list")
    .description("Who has access; never the tokens themselves.")
    .action(async (_options: unknown, command: Command) => {
      const { print } = printer(command);
      const infos = await withPlatform(command, ({ tokens }) => tokens.list());
      for (const info of infos)
        print(info, `${info.id}  ${info.role.padEnd(9)}  ${info.createdAt}  ${info.name}`);
    });

  token
    .command("revoke")
    .description("End a token at once.")
    .argument("<id>", "as `token list` shows it")
    .action(async (id: string, _options: unknown, command: Command) => {
      const { print } = printer(command);
      await withPlatform(command, ({ tokens }) => tokens.revoke(id));
      print({ id, revoked: true }, `Token ${id} is revoked.`);
    });
}
