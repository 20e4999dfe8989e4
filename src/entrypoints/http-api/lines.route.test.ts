import { expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";

const live = () => ({ stopping: new AbortController().signal });

it.each([
  ["a store that knows them all", live()],
  ["a store that knows the newest inspections", undefined],
])("the lines of %s come by name, with their last photo", async (_what, deps) => {
  const { call, inspected, wait } = await createTestApi(deps ? { live: deps } : {});
  await inspected({ line: "line-2" });
  await inspected({ line: "line-1", fileName: "2.jpg" });
  wait(60_000);
  await inspected({ line: "line-1", fileName: "3.jpg" });

  const { items } = await (await call("inspector", "GET", "/v1/lines")).json();

  expect(items).toEqual([
    { line: "line-1", lastReceivedAt: "2026-03-01T08:01:00.000Z" },
    { line: "line-2", lastReceivedAt: "2026-03-01T08:00:00.000Z" },
  ]);
});

it("the shift counts what was received since it began, of one line if asked", async () => {
  const begins = new Date("2026-03-01T08:01:00Z");
  const test = await createTestApi({ shiftStarts: [begins.toTimeString().slice(0, 5)] });
  await test.inspected({ fileName: "before.jpg" });
  test.wait(60_000);
  await test.inspected({ fileName: "1.jpg" });
  await test.inspected({ fileName: "2.jpg", line: "line-2" });

  const all = await (await test.call("inspector", "GET", "/v1/shift")).json();
  const one = await (await test.call("inspector", "GET", "/v1/shift?line=line-2")).json();

  expect(all).toEqual({
    from: begins.toISOString(),
    to: expect.stringMatching(/^2026-03-02T/),
    ...{ received: 2, pass: 2, fail: 0, review: 0, rejected: 0, inspected: 2, inProgress: 0, yield: 1 },
  });
  expect(one).toMatchObject({ received: 1, pass: 1 });
});

it("a shift without photos has no yield, which is not a yield of 0", async () => {
  const { call } = await createTestApi();

  const shift = await (await call("inspector", "GET", "/v1/shift?recipe=block")).json();

  expect(shift).toMatchObject({ received: 0, inspected: 0 });
  expect(shift).not.toHaveProperty("yield");
});
