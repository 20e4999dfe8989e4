import { describe, expect, it } from "vitest";
import {
  createTestPlatform,
  fourScrews,
  jpeg,
  screws,
  submission,
} from "../../test/support/test-platform.ts";
import { PartproofError } from "../domain/errors.ts";
import { parseRecipe, type Recipe } from "../domain/recipe.ts";
import { applyRules } from "./apply-rules.ts";
import { deliverNextMessage } from "./deliver-messages.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { createDeadLetterSignal } from "./signal-dead-letters.ts";

const MINUTE_MS = 60_000;
type Notify = Partial<Record<keyof Recipe["notify"], unknown>>;

function recipeWith(notify: Notify, version = 1): Recipe {
  return parseRecipe({ ...fourScrews, version, notify: { to: ["quality@example.com"], ...notify } });
}

/** A platform on which a photo shows as many screws as a test says. */
async function platformWith(notify: Notify) {
  const seen = { screws: 4, broken: false };
  const test = createTestPlatform({
    recognize: () => {
      if (seen.broken) throw new PartproofError("internal", "The model is gone.", { retryable: false });
      return screws(seen.screws);
    },
  });
  const { platform, memory } = test;
  platform.settings.channels = ["chat"];
  await publishRecipe(platform, recipeWith(notify), { publishedBy: "test" });
  let count = 0;

  async function tell(): Promise<string[]> {
    const before = memory.notifier.mails.length;
    while (await applyRules(platform));
    while (await deliverNextMessage(platform));
    return memory.notifier.mails.slice(before).map(({ message }) => message.subject);
  }

  return {
    ...test,
    seen,
    tell,
    async see(...counts: number[]): Promise<void> {
      for (const screwCount of counts) {
        seen.screws = screwCount;
        const serial = `SN${++count}`;
        const source = { fileName: `${serial}.jpg`, line: "line-1" };
        const photo = await jpeg(count);
        await receiveImage(platform, await submission({ source, sourceKey: serial, photo }));
        await processNext(platform);
      }
    },
    async later(minutes: number): Promise<string[]> {
      test.wait(minutes * MINUTE_MS);
      return tell();
    },
  };
}

describe("notification rules", () => {
  it("tell each failure by the mail with its photo, and passes to nobody", async () => {
    const { see, tell, memory } = await platformWith({ rules: [{ when: "fail" }] });
    await see(4, 3);

    const told = await tell();

    expect(told).toEqual(["FAIL block SN2: screw missing (3 of 4)"]);
    expect(memory.notifier.mails).toMatchObject([
      { message: { html: expect.stringContaining("cid:") }, photo: expect.any(Uint8Array) },
    ]);
  });

  it("tell the first, and later all that followed, in one mail that says how many", async () => {
    const { see, tell, later } = await platformWith({ rules: [{ when: "first-then-digest", minutes: 10 }] });

    await see(3, 3, 2);
    const atOnce = await tell();
    const digest = await later(10);

    expect(atOnce).toEqual(["FAIL block SN1: screw missing (3 of 4)"]);
    expect(digest).toEqual(["2 FAIL block, line-1: SN2, SN3"]);
  });

  it("tell that a line went bad and has recovered, and open and close an alert by that", async () => {
    const rule = { when: "line-state", badAfter: 2, goodAfter: 2 };
    const { see, tell, platform } = await platformWith({ rules: [rule] });

    await see(3, 3);
    const bad = await tell();
    const open = await platform.rules.alerts.list({}, { limit: 10 });
    await see(3, 4, 4);
    const good = await tell();

    expect(bad).toEqual(["LINE BAD block, line-1: 2 widgets in a row failed."]);
    expect(open.items).toMatchObject([
      { recipe: "block", line: "line-1", rule: "line-state", subject: bad[0] },
    ]);
    expect(good).toEqual(["LINE RECOVERED block, line-1: 2 widgets in a row passed."]);
    const recoveredAt = platform.now().toISOString();
    expect(await platform.rules.alerts.list({}, { limit: 10 })).toMatchObject({ items: [{ recoveredAt }] });
  });

  it("tell a channel what they tell people", async () => {
    const { see, tell, memory } = await platformWith({
      rules: [{ when: "line-state", badAfter: 1, to: [], channels: ["chat"] }],
    });
    await see(3);

    await tell();

    expect(memory.outbox.all().map(({ message: { channel, to } }) => ({ channel, to }))).toEqual([
      { channel: "chat", to: [] },
    ]);
  });

  it("name a channel that there is, or the recipe is refused", async () => {
    const { platform } = await platformWith({});
    const recipe = recipeWith({ rules: [{ when: "fail", channels: ["pager"] }] }, 2);

    const publishing = publishRecipe(platform, recipe, { publishedBy: "test" });

    await expect(publishing).rejects.toMatchObject({
      code: "invalid-input",
      faults: [{ path: "notify.rules[0].channels[0]" }],
    });
  });

  it("tell support of each dead letter once, and again when it dies again", async () => {
    const rule = { when: "dead-letter", to: ["support@example.com"] };
    const { platform, see, seen, tell, memory, wait } = await platformWith({ rules: [rule] });
    const signal = createDeadLetterSignal(platform);
    seen.broken = true;
    await see(4);

    await signal();
    const first = await tell();
    // Another process looks at the same dead letters.
    await createDeadLetterSignal(platform)();
    const again = await tell();
    const [letter] = await platform.queue.deadLetters(1);
    wait(MINUTE_MS);
    await platform.queue.redrive(letter?.inspectionId ?? "", platform.now());
    await processNext(platform);
    await signal();
    const after = await tell();

    expect(first).toEqual(["DEAD LETTER block, line-1 SN1: The model is gone."]);
    expect([again, after]).toEqual([[], first]);
    expect(memory.notifier.mails[0]?.message.to).toEqual(["support@example.com"]);
  });
});

describe("a recipe without rules, where storms are guarded against", () => {
  it("mails each failure at once, up to 60 in an hour; the rest comes counted", async () => {
    const { platform, see, tell, later } = await platformWith({});
    platform.settings.guardsStorms = true;

    await see(...Array<number>(65).fill(3));
    const atOnce = await tell();
    const rest = await later(15);

    expect(atOnce).toHaveLength(60);
    expect(rest).toEqual([expect.stringMatching(/^5 FAIL block, line-1: /)]);
  });

  it("mails every inspection where that is asked for, however many", async () => {
    const { platform, see, tell } = await platformWith({ when: "every" });
    platform.settings.guardsStorms = true;
    await see(...Array<number>(65).fill(4));

    expect(await tell()).toHaveLength(65);
  });
});

describe("an alert", () => {
  const notify = { rules: [{ when: "fail", escalate: { afterMinutes: 10, to: ["boss@example.com"] } }] };

  it("that nobody acknowledges is passed on, once, with what it was about", async () => {
    const { see, tell, later, platform, memory } = await platformWith(notify);
    await see(3);
    const [subject] = await tell();

    const told = [await later(9), await later(1), await later(60)];

    expect(told).toEqual([[], [`NOT ACKNOWLEDGED in 10 min: ${subject}`], []]);
    expect(memory.notifier.mails.at(-1)?.message.to).toEqual(["boss@example.com"]);
    expect((await platform.rules.alerts.list({}, { limit: 10 })).items).toMatchObject([
      { escalatedAt: expect.any(String) },
    ]);
  });

  it("is opened with the first message, which says where to acknowledge it", async () => {
    const { see, tell, memory } = await platformWith({
      rules: [{ when: "line-state", badAfter: 1, escalate: { afterMinutes: 5, to: ["boss@example.com"] } }],
    });
    await see(3);
    await tell();

    expect(memory.notifier.mails[0]?.message.text).toContain("http://127.0.0.1:8080/health#alerts");
  });
});

describe("when something goes wrong while rules are applied", () => {
  it("an inspection that is not recorded yet is heard later", async () => {
    const { see, tell, later, platform } = await platformWith({ rules: [{ when: "fail" }] });
    await see(3);
    const { get } = platform.records;
    platform.records.get = async () => undefined;
    const early = await tell();
    platform.records.get = get;

    const told = await later(1);

    expect([early, told.length]).toEqual([[], 1]);
  });

  it("a store that fails for a moment loses nothing and doubles nothing", async () => {
    const { see, tell, later, platform } = await platformWith({ rules: [{ when: "digest", minutes: 5 }] });
    const { inbox } = platform.rules;
    const { sent } = inbox;
    let broken = true;
    inbox.sent = async (id) => {
      if (broken) throw new PartproofError("unavailable", "The disk is away.");
      return sent(id);
    };
    await see(3, 3);
    await tell();
    broken = false;
    await see(3);

    const told = [await later(1), await later(5), await later(5)].flat();

    expect(told).toEqual([expect.stringMatching(/^3 FAIL /)]);
  });

  it("two processes at once tell the same thing once", async () => {
    const { see, platform, tell, later } = await platformWith({ rules: [{ when: "digest", minutes: 5 }] });
    await see(3, 3, 3, 3);

    await Promise.all([applyRules(platform), applyRules(platform), applyRules(platform)]);
    // What one of them had to leave to another is heard at the next look.
    await tell();
    const told = await later(5);

    expect(told).toEqual([expect.stringMatching(/^4 FAIL /)]);
  });
});
