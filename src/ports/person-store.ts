import type { Role } from "./token-store.ts";

/** A person has a screen, and a camera has none. */
export type PersonRole = Exclude<Role, "camera">;
export const PERSON_ROLES: readonly PersonRole[] = ["inspector", "quality", "auditor", "support", "admin"];

export type Person = { id: string; name: string; role: PersonRole; active: boolean; createdAt: string };

/**
 * People with passwords. Nobody is ever removed, as dispositions carry their names: who leaves is made inactive.
 * What is kept of a password is what {@link PasswordHasher} made of it.
 */
export interface PersonStore {
  /** @throws PartproofError `conflict` when somebody has the name, see `nameKey` */
  create(person: Omit<Person, "active">, passwordHash: string): Promise<Person>;
  get(id: string): Promise<Person | undefined>;
  /** @returns also people who are not active */
  findByName(name: string): Promise<(Person & { passwordHash: string }) | undefined>;
  /** By name. */
  list(): Promise<Person[]>;
  /** @throws PartproofError `not-found`; `conflict` when no active administrator would be left */
  change(id: string, to: { role?: PersonRole; active?: boolean }): Promise<Person>;
  /** @throws PartproofError `not-found` */
  setPassword(id: string, passwordHash: string): Promise<void>;
}
