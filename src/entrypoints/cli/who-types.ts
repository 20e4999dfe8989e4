import { userInfo } from "node:os";

/** Who is behind the command line, for the audit: as far as the system knows. */
export function whoTypes(): string {
  try {
    return `${userInfo().username} (command line)`;
  } catch {
    // Containers may run as a number that has no name.
    return "command line";
  }
}
