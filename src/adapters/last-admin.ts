import { PartproofError } from "../domain/errors.ts";
import type { Person } from "../ports/person-store.ts";

/**
 * @param others everybody else
 * @throws PartproofError `conflict` when the change leaves people without an active administrator
 */
export function mustKeepAnAdmin(before: Person, after: Person, others: readonly Person[]): void {
  const administers = ({ role, active }: Person) => role === "admin" && active;
  if (!administers(before) || administers(after) || others.some(administers)) return;
  throw new PartproofError(
    "conflict",
    `${before.name} is the last administrator. Make somebody else administrator first.`,
  );
}
