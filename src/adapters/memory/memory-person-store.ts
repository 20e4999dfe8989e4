import { PartproofError } from "../../domain/errors.ts";
import { nameKey } from "../../domain/person.ts";
import type { Person, PersonStore } from "../../ports/person-store.ts";
import { mustKeepAnAdmin } from "../last-admin.ts";

export function createMemoryPersonStore(): PersonStore {
  const byId = new Map<string, Person & { passwordHash: string }>();

  const shown = ({ passwordHash: _hidden, ...person }: Person & { passwordHash: string }): Person => person;
  const byName = (name: string) => [...byId.values()].find((one) => nameKey(one.name) === nameKey(name));
  function mustGet(id: string) {
    const person = byId.get(id);
    if (person) return person;
    throw new PartproofError("not-found", `There is no person with the id ${id}.`);
  }

  return {
    async create({ id, name, role, createdAt }, passwordHash) {
      if (byName(name)) throw new PartproofError("conflict", `There is a person named ${name} already.`);
      const person = { id, name, role, active: true, createdAt, passwordHash };
      byId.set(id, person);
      return shown(person);
    },
    async get(id) {
      const person = byId.get(id);
      return person && shown(person);
    },
    async findByName(name) {
      const person = byName(name);
      return person && { ...person };
    },
    async list() {
      const people = [...byId.values()].map(shown);
      return people.sort((a, b) => (nameKey(a.name) < nameKey(b.name) ? -1 : 1));
    },
    async change(id, to) {
      const before = mustGet(id);
      const after = { ...before, ...to };
      mustKeepAnAdmin(
        before,
        after,
        [...byId.values()].filter((one) => one.id !== id),
      );
      byId.set(id, after);
      return shown(after);
    },
    async setPassword(id, passwordHash) {
      mustGet(id).passwordHash = passwordHash;
    },
  };
}
