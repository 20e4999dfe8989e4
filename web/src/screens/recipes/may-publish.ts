import type { Session } from "../../session/session.ts";

/** Who writes recipes; the server decides by its own table. */
export function mayPublish(session: Session | undefined): boolean {
  return session?.role === "quality" || session?.role === "admin";
}
