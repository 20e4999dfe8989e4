import { PartproofError } from "../../domain/errors.ts";
import { nameKey } from "../../domain/person.ts";
import type { Person, PersonRole, PersonStore } from "../../ports/person-store.ts";
import { mustKeepAnAdmin } from "../last-admin.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

type Row = Omit<Person, "active"> & { active: number; passwordHash: string };

const SELECT =
  "SELECT id, name, role, active, created_at AS createdAt, password_hash AS passwordHash FROM people";

export function createSqlitePersonStore(db: SqliteDatabase): PersonStore {
  const rowOf = (id: string) => db.get<Row>(`${SELECT} WHERE id = ?`, id);
  const byName = (name: string) => db.get<Row>(`${SELECT} WHERE name_key = ?`, nameKey(name));
  const listed = () => db.all<Row>(`${SELECT} ORDER BY name_key`).map(toPerson);

  return {
    async create({ id, name, role, createdAt }, passwordHash) {
      return db.transaction(() => {
        if (byName(name)) throw new PartproofError("conflict", `There is a person named ${name} already.`);
        db.run(
          "INSERT INTO people (id, name, name_key, role, active, created_at, password_hash) VALUES (?, ?, ?, ?, 1, ?, ?)",
          ...[id, name, nameKey(name), role, createdAt, passwordHash],
        );
        return { id, name, role, active: true, createdAt };
      });
    },

    async get(id) {
      const row = rowOf(id);
      return row && toPerson(row);
    },

    async findByName(name) {
      const row = byName(name);
      return row && { ...toPerson(row), passwordHash: row.passwordHash };
    },

    async list() {
      return listed();
    },

    async change(id, to) {
      return db.transaction(() => {
        const row = rowOf(id);
        if (!row) throw unknown(id);
        const before = toPerson(row);
        const after = { ...before, ...to };
        const others = listed().filter((one) => one.id !== id);
        mustKeepAnAdmin(before, after, others);
        db.run(
          "UPDATE people SET role = ?, active = ? WHERE id = ?",
          ...[after.role, Number(after.active), id],
        );
        return after;
      });
    },

    async setPassword(id, passwordHash) {
      const changed = db.run("UPDATE people SET password_hash = ? WHERE id = ?", passwordHash, id);
      if (changed === 0) throw unknown(id);
    },
  };
}

function toPerson({ id, name, role, active, createdAt }: Row): Person {
  return { id, name, role: role satisfies PersonRole, active: active === 1, createdAt };
}

function unknown(id: string): PartproofError {
  return new PartproofError("not-found", `There is no person with the id ${id}.`);
}
