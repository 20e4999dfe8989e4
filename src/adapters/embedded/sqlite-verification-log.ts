import type { KeptVerification, VerificationLog } from "../../ports/verification-log.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

export function createSqliteVerificationLog(db: SqliteDatabase): VerificationLog {
  return {
    async keep(verification) {
      db.run(
        "INSERT INTO last_verification VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET verification = excluded.verification",
        JSON.stringify(verification),
      );
    },
    async last() {
      const row = db.get<{ verification: string }>("SELECT verification FROM last_verification");
      if (row === undefined) return undefined;
      const kept: KeptVerification = JSON.parse(row.verification);
      return kept;
    },
  };
}
