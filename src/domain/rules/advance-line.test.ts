import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountsFor, bound, fact, MINUTE_MS, ruleLine, START_MS } from "../../../test/support/rule-line.ts";
import { dueOfLine } from "./advance-line.ts";
import type { Fact } from "./gathered.ts";
import type { Announcement } from "./rule-state.ts";

const KINDS: Fact["kind"][] = ["pass", "fail", "review", "rejected", "dead-letter"];
const NIGHT = { from: "22:00", to: "06:00", timeZone: "UTC" };

function gist(announcement: Announcement): string {
  if (announcement.kind === "fact") return `${announcement.fact.kind} ${announcement.fact.widget.name}`;
  if (announcement.kind === "news") return announcement.news.state;
  return announcement.kind === "gathered" ? `digest of ${accountsFor(announcement)}` : "escalation";
}

describe("a rule about single widgets", () => {
  it.each([
    ["every", ["pass", "fail", "review", "rejected"]],
    ["fail-and-review", ["fail", "review", "rejected"]],
    ["fail", ["fail", "rejected"]],
    ["review", ["review"]],
    ["dead-letter", ["dead-letter"]],
  ])("%s tells of %j alone, each at once", (when, expected) => {
    const line = ruleLine(bound({ when }));

    const told = line.see(...KINDS);

    expect(told.map((t) => t.kind === "fact" && t.fact.kind)).toEqual(expected);
  });

  it("applies to the lines that it names, and is told once though it is said twice", () => {
    const rules = bound([{ when: "fail", lines: ["line-2"] }, { when: "review" }, { when: "review" }]);

    expect(rules.map(({ rule }) => rule.when)).toEqual(["review"]);
  });
});

describe("a storm", () => {
  it("of 10,000 fails in an hour is at most 64 messages, which account for every one", () => {
    const line = ruleLine(bound({ when: "fail-and-review" }));

    for (let i = 0; i < 10_000; i++) {
      line.see("fail");
      if (i % 167 === 166) line.wait(1);
    }
    line.wait(15);

    expect(line.told.length).toBeLessThanOrEqual(64);
    expect(line.told.filter(({ kind }) => kind === "fact")).toHaveLength(60);
    expect(line.told.reduce((sum, announcement) => sum + accountsFor(announcement), 0)).toBe(10_000);
  });

  it("is over when nothing has come for a quarter of an hour: then each is told at once again", () => {
    const line = ruleLine(bound({ when: "fail", mostPerHour: 2 }));

    const first = line.see("fail", "fail", "fail").map(gist);
    const later = line.wait(15).map(gist);
    line.wait(46);
    const calm = line.see("fail").map(gist);

    expect({ first, later, calm }).toEqual({
      first: ["fail SN-00000", "fail SN-00001"],
      later: ["digest of 1"],
      calm: ["fail SN-00003"],
    });
  });
});

describe("a digest", () => {
  it("comes the given time after the first that it tells, and not at all when there is nothing", () => {
    const line = ruleLine(bound({ when: "digest", minutes: 30 }));

    const told = [line.wait(60), line.see("pass", "fail"), line.wait(29), line.see("review"), line.wait(1)];

    expect(told.map((announcements) => announcements.map(gist))).toEqual([[], [], [], [], ["digest of 2"]]);
  });

  it("after the first failure gathers what follows, as long as something follows", () => {
    const line = ruleLine(bound({ when: "first-then-digest", minutes: 10 }));

    const told = [
      line.see("fail", "fail", "review"),
      line.wait(10),
      line.see("fail"),
      line.wait(10),
      line.wait(10),
      line.see("fail"),
    ];

    expect(told.map((announcements) => announcements.map(gist))).toEqual([
      ["fail SN-00000"],
      ["digest of 2"],
      [],
      ["digest of 1"],
      [],
      ["fail SN-00004"],
    ]);
  });

  it("lists the worst, counts all and says what is wrong most", () => {
    const line = ruleLine(bound({ when: "digest", minutes: 5 }));
    line.see(...Array<Fact["kind"]>(60).fill("review"), ...Array<Fact["kind"]>(70).fill("fail"));

    const [announcement] = line.wait(5);

    expect(announcement).toMatchObject({
      kind: "gathered",
      gathered: {
        id: "00000",
        counts: { fail: 70, review: 60 },
        problems: [{ part: "screw", state: "missing", count: 70 }],
      },
    });
    const listed = announcement?.kind === "gathered" ? announcement.gathered.listed : [];
    expect(new Set(listed.map(({ kind }) => kind))).toEqual(new Set(["fail"]));
    expect(listed).toHaveLength(40);
  });
});

describe("the state of a line", () => {
  it("is told once when it goes bad and once when it has recovered; a review changes nothing", () => {
    const line = ruleLine(bound({ when: "line-state", badAfter: 2, goodAfter: 3 }));

    const told = line.see(
      ...(["fail", "pass", "fail", "review", "rejected", "fail"] as const),
      ...(["pass", "pass", "fail", "pass", "pass", "review", "pass", "pass"] as const),
    );

    expect(told.map(gist)).toEqual(["bad", "recovered"]);
    expect(told.map((t) => t.kind === "news" && t.news.figures)).toEqual([{ count: 2 }, { count: 3 }]);
    expect(line.recovered).toEqual([told[0]?.alert?.id]);
  });

  it("of a fail rate around the limit is told once, and again only after it has clearly fallen", () => {
    const line = ruleLine(bound({ when: "fail-rate", above: 0.2, over: 10 }));
    const block = (fails: number) =>
      line
        .see(...Array.from({ length: 10 }, (_, i): Fact["kind"] => (i < fails ? "fail" : "pass")))
        .map(gist);

    const told = [block(2), block(3), block(2), block(3), block(1), block(3)];

    expect(told).toEqual([[], ["bad"], [], [], ["recovered"], ["bad"]]);
  });

  it("of a fail rate is not told of before enough widgets were seen", () => {
    const line = ruleLine(bound({ when: "fail-rate", above: 0.1, over: 20 }));

    const few = line.see(...Array<Fact["kind"]>(19).fill("fail"));
    const enough = line.see("fail");

    expect([few.map(gist), enough.map(gist)]).toEqual([[], ["bad"]]);
  });
});

describe("quiet hours", () => {
  it("hold back what is not urgent, and tell it in one digest when they are over", () => {
    const line = ruleLine(bound([{ when: "fail" }, { when: "line-state", urgent: true }], NIGHT));
    line.wait(15 * 60);

    const night = line.see("fail", "fail", "fail", "fail").map(gist);
    const morning = [line.wait(6 * 60 + 59).map(gist), line.wait(1).map(gist)];

    expect(night).toEqual(["bad"]);
    expect(morning).toEqual([[], ["digest of 4"]]);
  });

  it("end with one message of what became of the line meanwhile, and no alert for what is over", () => {
    const line = ruleLine(bound({ when: "line-state", badAfter: 1, goodAfter: 1 }, NIGHT));
    line.wait(15 * 60);
    line.see("fail", "pass");

    const [morning] = line.wait(7 * 60);

    expect(morning).toMatchObject({ kind: "gathered", gathered: { newsCount: 2 } });
    expect(morning?.alert).toBeUndefined();
  });
});

describe("an alert that nobody acknowledges", () => {
  const rules = () => bound({ when: "fail", escalate: { afterMinutes: 10, to: ["boss@example.com"] } });

  it("is passed on once, after the time that the rule says", () => {
    const line = ruleLine(rules());

    const told = [line.see("fail", "fail"), line.wait(9), line.wait(1), line.wait(60)];

    expect(told.map((announcements) => announcements.map(gist))).toEqual([
      ["fail SN-00000", "fail SN-00001"],
      [],
      ["escalation"],
      [],
    ]);
    expect(new Set(line.told.map(({ alert }) => alert?.id)).size).toBe(1);
  });

  it("is not passed on when somebody has, and the next failure is another alert", () => {
    const line = ruleLine(rules());
    const [first] = line.see("fail");
    line.answered.add(first?.alert?.id ?? "");

    const passedOn = line.wait(10);
    const [next] = line.see("fail");

    expect(passedOn).toEqual([]);
    expect(next?.alert).toMatchObject({ opens: true });
    expect(next?.alert?.id).not.toBe(first?.alert?.id);
  });

  it("is not passed on at night, but in the morning", () => {
    const line = ruleLine(
      bound({ when: "fail", escalate: { afterMinutes: 30, to: ["boss@example.com"] } }, NIGHT),
    );
    line.wait(13 * 60 + 45);
    line.see("fail");

    const told = [line.wait(30), line.wait(7 * 60 + 44), line.wait(1)];

    expect(told.map((announcements) => announcements.map(gist))).toEqual([[], [], ["escalation"]]);
  });
});

describe("a recipe's new version", () => {
  it("ends the rules that it does not have, after they have told what they hold", () => {
    const [old, other] = [bound({ when: "digest", minutes: 30 }), bound({ when: "fail" })];
    const line = ruleLine(old);
    line.see("fail");

    line.step([fact("x")], 2, other);
    line.step([fact("late")], 1, old);
    const told = line.wait(30).map(gist);

    expect(told).toEqual(["digest of 2"]);
    expect(Object.keys(line.state().states)).toEqual(other.map(({ key }) => key));
  });
});

/** Each rule, on its own and with others, with and without quiet hours. */
const anyRule = fc.oneof(
  fc.record({
    when: fc.constantFrom("every", "fail-and-review", "fail", "review"),
    mostPerHour: fc.integer({ min: 1, max: 5 }),
    urgent: fc.boolean(),
  }),
  fc.record({
    when: fc.constantFrom("digest", "first-then-digest"),
    minutes: fc.integer({ min: 1, max: 90 }),
    urgent: fc.boolean(),
    escalate: fc.option(fc.constant({ afterMinutes: 7, to: ["boss@example.com"] }), { nil: undefined }),
  }),
);
const anyDay = fc.array(
  fc.oneof(
    fc.constantFrom(...KINDS.filter((kind) => kind !== "dead-letter")),
    fc.integer({ min: 1, max: 400 }),
  ),
  { maxLength: 120 },
);

describe("whatever the rules and whatever happens", () => {
  it("each rule tells each widget that it is about exactly once", () => {
    fc.assert(
      fc.property(
        fc.array(anyRule, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        anyDay,
        (said, quiet, day) => {
          const rules = bound(said, quiet ? NIGHT : undefined);
          const line = ruleLine(rules);
          for (const event of day) {
            if (typeof event === "number") line.wait(event);
            else line.see(event);
          }
          // Whatever waits is due at some time.
          for (let hours = 0; hours < 48 && dueOfLine(line.state()) !== undefined; hours++) line.wait(60);

          expect(dueOfLine(line.state())).toBeUndefined();
          for (const { key, rule } of rules) {
            const ofRule = line.told.filter((announcement) => announcement.bound.key === key);
            const concerned = day.filter((kind) => {
              if (typeof kind === "number") return false;
              if (rule.when === "every") return true;
              if (rule.when === "review") return kind === "review";
              return rule.when === "fail" ? kind === "fail" || kind === "rejected" : kind !== "pass";
            });
            expect(ofRule.reduce((sum, announcement) => sum + accountsFor(announcement), 0)).toBe(
              concerned.length,
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("never tells singly more often in an hour than a rule allows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), anyDay, (mostPerHour, day) => {
        const line = ruleLine(bound({ when: "every", mostPerHour }));
        for (const event of day) {
          if (typeof event === "number") line.wait(Math.ceil(event / 40));
          else line.see(event);
        }

        const singles = line.told.flatMap(({ kind, atMs }) => (kind === "fact" ? [atMs] : []));
        for (const start of singles) {
          const within = singles.filter((ms) => ms >= start && ms < start + 60 * MINUTE_MS);
          expect(within.length).toBeLessThanOrEqual(mostPerHour);
        }
        expect(singles.every((ms) => ms >= START_MS)).toBe(true);
      }),
    );
  });
});
