import { type Command, InvalidArgumentError, Option } from "commander";
import { PartproofError } from "../../domain/errors.ts";
import { passwordSchema, personNameSchema } from "../../domain/person.ts";
import type { Access } from "../../flow/access.ts";
import { changePerson, createPerson, setPassword } from "../../flow/manage-people.ts";
import { PERSON_ROLES, type Person, type PersonRole } from "../../ports/person-store.ts";
import { printer, withPlatform } from "./command-context.ts";
import { readPassword } from "./read-password.ts";
import { whoTypes } from "./who-types.ts";

export function addPersonCommand(program: Command): void {
  const person = program.command("person").description("People who sign in with a name and a password.");

  person
    .command("create")
    .description("Let a person sign in. The password is asked for, or piped in.")
    .requiredOption("--name <text>", "as it will stand beside their decisions", personName)
    .addOption(roleOption().makeOptionMandatory())
    .action(async (options: { name: string; role: PersonRole }, command: Command) => {
      const password = await newPassword(options.name);
      const created = await withAccess(command, (access) =>
        createPerson(access, { ...options, password }, whoTypes()),
      );
      show(command, created, `${created.name} can sign in, with the role ${created.role}.`);
    });

  person
    .command("list")
    .description("Who can sign in, and who could once.")
    .action(async (_options: unknown, command: Command) => {
      const people = await withAccess(command, ({ people }) => people.list());
      for (const one of people) {
        const state = one.active ? "" : "  (not active)";
        show(command, one, `${one.role.padEnd(9)}  ${one.createdAt}  ${one.name}${state}`);
      }
    });

  person
    .command("change")
    .description("Change what a person may do, or whether they can sign in.")
    .argument("<name>", "as `person list` shows it")
    .addOption(roleOption())
    .option("--active", "let them sign in again")
    .option("--no-active", "let them sign in no more; decisions keep their name")
    .action(async (name: string, options: { role?: PersonRole; active?: boolean }, command: Command) => {
      const { role, active } = options;
      const changed = await withPerson(command, name, (access, { id }) =>
        changePerson(access, id, { role, active }, whoTypes()),
      );
      const state = changed.active ? `has the role ${changed.role}` : "cannot sign in any more";
      show(command, changed, `${changed.name} ${state}.`);
    });

  person
    .command("password")
    .description("Give a person another password. All their browsers are signed out.")
    .argument("<name>", "as `person list` shows it")
    .action(async (name: string, _options: unknown, command: Command) => {
      const password = await newPassword(name);
      const changed = await withPerson(command, name, async (access, found) => {
        await setPassword(access, found.id, password, whoTypes());
        return found;
      });
      show(command, changed, `${changed.name} has another password.`);
    });
}

function roleOption(): Option {
  return new Option("--role <role>", "what they may do").choices([...PERSON_ROLES]);
}

function withAccess<T>(command: Command, work: (access: Access) => Promise<T>): Promise<T> {
  return withPlatform(command, ({ access }) => work(access));
}

function withPerson(
  command: Command,
  name: string,
  work: (access: Access, person: Person) => Promise<Person>,
): Promise<Person> {
  return withAccess(command, async (access) => {
    const found = await access.people.findByName(name);
    if (!found) {
      throw new PartproofError("not-found", `There is no person named ${name}; see partproof person list.`);
    }
    const { passwordHash: _hidden, ...person } = found;
    return work(access, person);
  });
}

async function newPassword(name: string): Promise<string> {
  const parsed = passwordSchema.safeParse(await readPassword(name));
  if (parsed.success) return parsed.data;
  throw new PartproofError("invalid-input", "Expected a password of at most 200 characters.");
}

function show(command: Command, person: Person, text: string): void {
  printer(command).print(person, text);
}

function personName(text: string): string {
  if (personNameSchema.safeParse(text).success) return text;
  throw new InvalidArgumentError("Expected 1 to 100 characters on one line, without blanks at either end.");
}
