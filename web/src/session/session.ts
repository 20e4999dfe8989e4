/** What somebody may do; the server's word for it. */
export type Role = "camera" | "inspector" | "quality" | "auditor" | "support" | "admin";

/** Who is signed in; `hasPassword` for people who can change theirs here. */
export type Session = { name: string; role: Role; hasPassword: boolean };
