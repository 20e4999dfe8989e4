import { PartproofError } from "../domain/errors.ts";
import { nameKey } from "../domain/person.ts";
import { setPassword } from "./manage-people.ts";
import { type FrontDesk, openSession, type SignedIn, whoseSession } from "./sign-in.ts";

/**
 * A person chooses another password. All their browsers are signed out; this one gets a new session.
 * @param secret of the session that asks
 * @throws PartproofError `forbidden` when the current password is wrong; `conflict` for who has none;
 *   `invalid-input` for a weak one; `too-many-attempts`
 */
export async function changeOwnPassword(
  desk: FrontDesk,
  secret: string | undefined,
  { current, password }: { current: string; password: string },
): Promise<SignedIn> {
  const known = secret === undefined ? undefined : await whoseSession(desk, secret);
  if (known?.holder.kind !== "person") {
    throw new PartproofError(
      "conflict",
      "Only who signed in with a name and a password has a password to change.",
    );
  }
  const { name } = known.principal;
  desk.attemptsByName.take(nameKey(name), desk.now());
  const person = await desk.people.findByName(name);
  if (!(await desk.passwords.matches(current, person?.passwordHash))) {
    throw new PartproofError("forbidden", "The current password is wrong.");
  }
  desk.attemptsByName.giveBack(nameKey(name));
  await setPassword(desk, known.holder.id, password, name);
  return openSession(desk, known);
}
