import { PartproofError } from "../domain/errors.ts";
import { refuseWeakPassword } from "../domain/person.ts";
import type { Person, PersonRole } from "../ports/person-store.ts";
import { type Access, audited } from "./access.ts";

/**
 * @param by who does it, for the audit
 * @throws PartproofError `invalid-input` for a weak password; `conflict` when somebody or some token has the name
 */
export async function createPerson(
  access: Access,
  { name, role, password }: { name: string; role: PersonRole; password: string },
  by: string,
): Promise<Person> {
  refuseWeakPassword(password, name);
  if (await access.people.findByName(name)) {
    throw new PartproofError("conflict", `There is a person named ${name} already. Choose another name.`);
  }
  const passwordHash = await access.passwords.hash(password);
  const person = { id: access.newId(), name, role, createdAt: access.now().toISOString() };
  const note = { by, action: "person-created", subject: name, details: { role } } as const;
  return audited(access, note, () => access.people.create(person, passwordHash));
}

/**
 * Change what a person may do, or whether they may do anything. It holds from their next request on.
 * @throws PartproofError `not-found`; `conflict` when no active administrator would be left
 */
export async function changePerson(
  access: Access,
  id: string,
  to: { role?: PersonRole | undefined; active?: boolean | undefined },
  by: string,
): Promise<Person> {
  const before = await mustFind(access, id);
  const role = to.role ?? before.role;
  const active = to.active ?? before.active;
  const details = {
    ...(role === before.role ? {} : { role, roleBefore: before.role }),
    ...(active === before.active ? {} : { active: String(active) }),
  };
  if (Object.keys(details).length === 0) return before;
  const note = { by, action: "person-changed", subject: before.name, details } as const;
  const changed = await audited(access, note, () => access.people.change(id, { role, active }));
  if (!active) await access.sessions.endAllOf({ kind: "person", id });
  return changed;
}

/**
 * Give a person another password. All their browsers are signed out.
 * @throws PartproofError `not-found`; `invalid-input` for a weak password
 */
export async function setPassword(access: Access, id: string, password: string, by: string): Promise<void> {
  const { name } = await mustFind(access, id);
  refuseWeakPassword(password, name);
  const passwordHash = await access.passwords.hash(password);
  const note = { by, action: "password-set", subject: name } as const;
  await audited(access, note, () => access.people.setPassword(id, passwordHash));
  await access.sessions.endAllOf({ kind: "person", id });
}

async function mustFind({ people }: Access, id: string): Promise<Person> {
  const person = await people.get(id);
  if (person) return person;
  throw new PartproofError("not-found", `There is no person with the id ${id}.`);
}
