import { expect, test } from "vitest";
import { createDynamoAlertStore } from "../../src/adapters/aws/dynamo-alert-store.ts";
import type { DynamoTable } from "../../src/adapters/aws/dynamo-items.ts";
import { createDynamoMessageOutbox } from "../../src/adapters/aws/dynamo-message-outbox.ts";
import { createDynamoRecipeStore } from "../../src/adapters/aws/dynamo-recipe-store.ts";
import { createDynamoRecordStore } from "../../src/adapters/aws/dynamo-record-store.ts";
import { createDynamoRuleStates } from "../../src/adapters/aws/dynamo-rule-states.ts";
import { RULES_CHANNEL } from "../../src/domain/message.ts";
import { parseRecipe } from "../../src/domain/recipe.ts";
import { applyRules } from "../../src/flow/apply-rules.ts";
import { digestMessages } from "../../src/flow/digest-messages.ts";
import type { Platform } from "../../src/flow/platform.ts";
import { processNext } from "../../src/flow/process-next.ts";
import { publishRecipe } from "../../src/flow/publish-recipe.ts";
import { receiveImage } from "../../src/flow/receive-image.ts";
import { temporaryTable } from "../support/dynalite-table.ts";
import { type Interruption, interruptWrites } from "../support/interrupt-writes.ts";
import { createTestPlatform, fourScrews, jpeg, screws, submission } from "../support/test-platform.ts";

const DIGEST_MS = 10 * 60_000;
const recipe = parseRecipe({
  ...fourScrews,
  notify: {
    to: ["quality@example.com"],
    rules: [
      { when: "first-then-digest", minutes: 10 },
      { when: "line-state", badAfter: 2 },
    ],
  },
});

/** A line on DynamoDB on which two widgets lack a screw; `on` is a process that delivers. */
async function lineOnDynamo() {
  const { platform, memory, wait } = createTestPlatform({ recognize: () => screws(3) });
  const table = await temporaryTable();
  const on = (opened: DynamoTable): Platform => ({
    ...platform,
    records: createDynamoRecordStore(opened),
    recipes: createDynamoRecipeStore(opened),
    outbox: createDynamoMessageOutbox({ ...opened, now: platform.now }),
    rules: {
      inbox: createDynamoMessageOutbox({ ...opened, now: platform.now, channel: RULES_CHANNEL }),
      states: createDynamoRuleStates(opened),
      alerts: createDynamoAlertStore(opened),
    },
  });
  const line = on(table);
  await publishRecipe(line, recipe, { publishedBy: "test" });
  for (const serial of ["SN1", "SN2"]) {
    const source = { fileName: `${serial}.jpg`, line: "line-1" };
    const photo = await jpeg(serial.length + serial.charCodeAt(2));
    await receiveImage(line, await submission({ source, sourceKey: serial, photo }));
    await processNext(line);
  }
  return { on, table, memory, wait };
}

/** As the digest function does it. */
async function run(platform: Platform): Promise<void> {
  await platform.outbox.recover(false);
  await platform.rules.inbox.recover(true);
  while (await applyRules(platform));
  await digestMessages(platform, { gapMs: 0, baseUrl: platform.settings.baseUrl });
}

const WRITES = 13;
const everyCrash = Array.from({ length: WRITES }, (_, i) => i + 1).flatMap((n) =>
  (["before", "after"] as const).map((when): [Interruption, number] => [when, n]),
);

test.each(everyCrash)(
  "a process that dies right %s write %i while it applies rules tells everything once",
  async (when, n) => {
    const { on, table, memory, wait } = await lineOnDynamo();
    const dying = table.connect();
    interruptWrites(dying, n, when);
    // Whether it notices or not, whatever it does after this never reaches the table.
    await run(on(dying)).catch(() => undefined);

    const next = on(table.connect());
    wait(3_600_000);
    await run(next);
    wait(DIGEST_MS);
    await run(next);

    const sent = memory.notifier.mails.map(({ message }) => message.subject);
    const { unconfirmed, ...counts } = await next.outbox.counts();
    expect(counts).toMatchObject({ waiting: 0, sending: 0, failed: 0 });
    // Of each, one; or none where it was being sent when the process died: then support sees it.
    expect(new Set(sent).size).toBe(sent.length);
    expect(counts.sent + unconfirmed).toBe(3);
    expect(sent.length).toBeGreaterThanOrEqual(counts.sent);
    if (unconfirmed === 0) {
      expect(sent.toSorted()).toEqual([
        "1 FAIL block, line-1: SN2",
        "FAIL block SN1: screw missing (3 of 4)",
        "LINE BAD block, line-1: 2 widgets in a row failed.",
      ]);
    }
    expect((await next.rules.alerts.list({}, { limit: 10 })).items).toHaveLength(1);
  },
);

test("applying rules takes as many writes as a process dies at here", async () => {
  const { on, table } = await lineOnDynamo();
  const process = table.connect();
  const writesSoFar = interruptWrites(process, 1000, "before");

  await run(on(process));

  expect(writesSoFar()).toBe(WRITES);
});
