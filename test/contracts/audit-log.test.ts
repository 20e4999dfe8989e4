import { describe, expect, test } from "vitest";
import { createSqliteAuditLog } from "../../src/adapters/embedded/sqlite-audit-log.ts";
import { createMemoryAuditLog } from "../../src/adapters/memory/memory-audit-log.ts";
import type { AuditEntry, AuditLog } from "../../src/ports/audit-log.ts";
import { NOW } from "./samples.ts";
import { temporaryDatabase } from "./temporary-database.ts";

function entry(id: string, more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    ...{ id, at: NOW.toISOString(), by: "Ana", action: "person-changed", subject: "Ben" },
    details: { role: "quality", roleBefore: "inspector" },
    ...more,
  };
}

function describeAuditLogContract(name: string, makeLog: () => Promise<AuditLog>): void {
  describe(`the audit log ${name}`, () => {
    test("gives entries back as they were, newest first, page by page", async () => {
      const log = await makeLog();
      for (const id of ["01C", "01A", "01B"]) await log.append(entry(id));

      const first = await log.list({ limit: 2 });
      const second = await log.list({ limit: 2, before: first.at(-1)?.id });

      expect(first).toEqual([entry("01B"), entry("01A")]);
      expect(second).toEqual([entry("01C")]);
      expect(await log.list({ limit: 2, before: "nothing" })).toEqual([]);
    });

    test("keeps why something was not done", async () => {
      const log = await makeLog();
      await log.append(entry("01A", { failed: "Ben is the last administrator." }));

      expect(await log.list({ limit: 1 })).toMatchObject([{ failed: "Ben is the last administrator." }]);
    });
  });
}

describeAuditLogContract("in memory", async () => createMemoryAuditLog());
describeAuditLogContract("in SQLite", async () => createSqliteAuditLog(await temporaryDatabase()));

test.each(["UPDATE audit SET entry = '{}'", "DELETE FROM audit"])("the database refuses %s", async (sql) => {
  const database = await temporaryDatabase();
  const log = createSqliteAuditLog(database);
  await log.append(entry("01A"));

  expect(() => database.run(sql)).toThrow(/the audit/);

  expect(await log.list({ limit: 9 })).toEqual([entry("01A")]);
});
