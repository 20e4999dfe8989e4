export type AuditAction =
  | "signed-in"
  | "person-created"
  | "person-changed"
  | "password-set"
  | "token-created"
  | "token-revoked"
  | "channel-tested";

/** Who did what, to whom or what, and when. */
export type AuditEntry = {
  id: string;
  /** ISO 8601. */
  at: string;
  /** Name of the person or token. */
  by: string;
  action: AuditAction;
  /** Name of the person, token or channel that it was done to. */
  subject: string;
  /** What else there is to say, such as `role` and `roleBefore`; nothing secret. */
  details: Record<string, string>;
  /** Why it was not done after all; absent where it was. */
  failed?: string;
};

/** Entries are added, never changed and never removed. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<void>;
  /**
   * Last appended first.
   * @param before id of the last entry of the page before; nothing follows one that is not there
   */
  list(page: { limit: number; before?: string | undefined }): Promise<AuditEntry[]>;
}
