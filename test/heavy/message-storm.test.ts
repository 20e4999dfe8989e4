import { afterEach, expect, test } from "vitest";
import { createSmtpNotifier } from "../../src/adapters/embedded/smtp-notifier.ts";
import { createSqliteAlertStore } from "../../src/adapters/embedded/sqlite-alert-store.ts";
import { createSqliteMessageOutbox } from "../../src/adapters/embedded/sqlite-message-outbox.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { createSqliteRuleStates } from "../../src/adapters/embedded/sqlite-rule-states.ts";
import { MAIL_CHANNEL, RULES_CHANNEL } from "../../src/domain/message.ts";
import { applyRules } from "../../src/flow/apply-rules.ts";
import { deliverNextMessage } from "../../src/flow/deliver-messages.ts";
import { recordEntry } from "../../src/flow/record-entry.ts";
import { inspectionEvidence, sampleReceipt, sealedAt } from "../contracts/samples.ts";
import { temporaryDatabase } from "../contracts/temporary-database.ts";
import { closeMailServers, mailServer } from "../support/mail-servers.ts";
import { createTestPlatform, fourScrews, jpeg } from "../support/test-platform.ts";

const FAILS = 10_000;

afterEach(closeMailServers);

test("a line that fails 10,000 times in an hour sends few mails, whose counts add up to 10,000", async () => {
  const database = await temporaryDatabase();
  const server = await mailServer();
  const photo = await jpeg();
  const { platform: inMemory, wait } = createTestPlatform();
  const platform = {
    ...inMemory,
    images: { ...inMemory.images, get: async () => photo },
    records: createSqliteRecordStore(database),
    outbox: createSqliteMessageOutbox(database, { channel: MAIL_CHANNEL }),
    rules: {
      inbox: createSqliteMessageOutbox(database, { channel: RULES_CHANNEL }),
      states: createSqliteRuleStates(database),
      alerts: createSqliteAlertStore(database),
    },
    notifier: createSmtpNotifier({ host: "127.0.0.1", port: server.port, from: "partproof@example.com" }),
    settings: { ...inMemory.settings, guardsStorms: true },
  };
  await platform.recipes.publish({
    recipe: fourScrews,
    publishedAt: "2026-03-01T07:00:00Z",
    publishedBy: "test",
  });
  const tell = async () => {
    while (await applyRules(platform));
    while (await deliverNextMessage(platform));
  };

  for (let i = 0; i < FAILS; i++) {
    const id = `01JNB${String(i).padStart(21, "0")}`;
    const about = { id, verdict: "fail", recipe: { id: "block", version: 1 } } as const;
    await platform.records.receive(sampleReceipt({ inspectionId: id, dedupeKey: id, recipe: about.recipe }));
    await recordEntry(platform, await sealedAt(i + 1, inspectionEvidence(about)));
    if (i % 167 === 166) {
      await tell();
      wait(60_000);
    }
  }
  await tell();
  wait(15 * 60_000);
  await tell();

  const counts = server.received.map(({ mail }) =>
    Number(/^([\d,]+) widgets?: /m.exec(mail.text ?? "")?.[1]?.replaceAll(",", "") ?? 1),
  );
  expect(counts.length).toBeLessThanOrEqual(65);
  expect(counts.filter((count) => count === 1)).toHaveLength(60);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(FAILS);
  expect(new Set(server.received.map(({ mail }) => mail.messageId)).size).toBe(counts.length);
}, 600_000);
