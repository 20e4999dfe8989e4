import { expect, test } from "vitest";
import { faultRulesTextSchema } from "../../wiring/fault-rules.ts";
import { createFaultSwitch } from "./fault-switch.ts";

test("A rate is the share of calls that meet the fault", async () => {
  let draw = 0;
  const faults = createFaultSwitch(
    [{ operation: "*", fault: "fail", rate: 0.25 }],
    ["DetectText"],
    () => (draw++ % 4) / 4,
  );
  const { signal } = new AbortController();

  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, () => faults.meet("DetectText", signal)),
  );

  expect(answers.filter(({ status }) => status === "rejected")).toHaveLength(2);
});

test("A caller that leaves is not waited for", async () => {
  const faults = createFaultSwitch([{ operation: "*", delayMs: 60_000, rate: 1 }], []);
  const caller = new AbortController();

  const meeting = faults.meet("DetectText", caller.signal);
  caller.abort();

  await expect(meeting).resolves.toBeUndefined();
});

test("A rule for an operation that does not exist is refused", () => {
  const make = () => createFaultSwitch([{ operation: "DetectTxt", fault: "fail", rate: 1 }], ["DetectText"]);

  expect(make).toThrow('"DetectTxt"; expected * or one of DetectText');
});

test.each([
  ["is no JSON", "throttle", "a JSON array of rules"],
  ["does nothing", "[{}]", "`fault`, `delayMs` or both"],
  ["has an unknown word", '[{"fault":"slow"}]', "Invalid option"],
])("A setting that %s is refused", (_, text, message) => {
  const parsed = faultRulesTextSchema.safeParse(text);

  expect(parsed.error?.issues[0]?.message).toContain(message);
});
