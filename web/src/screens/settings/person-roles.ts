import { useTranslations } from "use-intl";
import type { Role } from "../../session/session.ts";

export type PersonRole = Exclude<Role, "camera">;
const PERSON_ROLES = ["inspector", "quality", "auditor", "support", "admin"] as const;

/** What a person can be, as choices: each role with what it may do. */
export function usePersonRoles(): { value: PersonRole; text: string }[] {
  const words = useTranslations();
  return PERSON_ROLES.map((value) => ({
    value,
    text: `${words(`shell.roles.${value}`)}: ${words(`settings.may.${value}`)}`,
  }));
}

/** The same for tokens, which cameras use first of all. */
export function useTokenRoles(): { value: Role; text: string }[] {
  const words = useTranslations();
  const people = usePersonRoles();
  const camera = `${words("shell.roles.camera")}: ${words("settings.may.camera")}`;
  return [{ value: "camera", text: camera }, ...people];
}
