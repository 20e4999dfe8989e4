import { type Command, Option } from "commander";
import { ROLES, type Role } from "../../ports/token-store.ts";
import { printer, withPlatform } from "./command-context.ts";

export function addAccessKeyCommand(program: Command): void {
  const accessKey = program
    .command("access-key")
    .description("Access to the Rekognition-compatible service (serve --rekognition).");

  accessKey
    .command("create")
    .description("Make a key and show its secret, this once.")
    .requiredOption("--name <text>", "whom or what it is for")
    .addOption(new Option("--role <role>", "what it may call").choices([...ROLES]).makeOptionMandatory())
    .action(async (options: { name: string; role: Role }, command: Command) => {
      const { print } = printer(command);
      const now = new Date().toISOString();
      const { secret, info } = await withPlatform(command, ({ accessKeys }) =>
        accessKeys.create(options, now),
      );
      const lines = [`AWS_ACCESS_KEY_ID=${info.id}`, `AWS_SECRET_ACCESS_KEY=${secret}`];
      print({ ...info, secret }, lines.join("\n"));
    });

  accessKey
    .command("list")
    .description("Which keys there are; never their secrets.")
    .action(async (_options: unknown, command: Command) => {
      const { print } = printer(command);
      const infos = await withPlatform(command, ({ accessKeys }) => accessKeys.list());
      for (const info of infos)
        print(info, `${info.id}  ${info.role.padEnd(9)}  ${info.createdAt}  ${info.name}`);
    });

  accessKey
    .command("revoke")
    .description("End a key at once.")
    .argument("<id>", "as `access-key list` shows it")
    .action(async (id: string, _options: unknown, command: Command) => {
      const { print } = printer(command);
      await withPlatform(command, ({ accessKeys }) => accessKeys.revoke(id));
      print({ id, revoked: true }, `Access key ${id} is revoked.`);
    });
}
