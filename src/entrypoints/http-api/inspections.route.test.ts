import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { screws } from "../../../test/support/test-platform.ts";
import { PartproofError } from "../../domain/errors.ts";

/** Five inspections, a minute apart. */
async function fiveInspections() {
  const test = await createTestApi();
  const ids: string[] = [];
  for (let i = 1; i <= 5; i += 1) {
    ids.push(
      await test.inspected({ fileName: `SN${i}.jpg`, line: i % 2 ? "line-1" : "line-2", lot: `L${i}` }),
    );
    test.wait(60_000);
  }
  return { ...test, newestFirst: ids.reverse() };
}

describe("listing inspections", () => {
  it("pages from the newest to the oldest with cursors, in the body and as a link", async () => {
    const { call, newestFirst } = await fiveInspections();
    const found: string[] = [];
    const links: (string | null)[] = [];

    let path: string | undefined = "/v1/inspections?limit=2";
    while (path) {
      const response = await call("inspector", "GET", path);
      const { items, next } = await response.json();
      found.push(...items.map(({ id }: { id: string }) => id));
      links.push(response.headers.get("link"));
      path = next && `/v1/inspections?limit=2&cursor=${encodeURIComponent(next)}`;
    }

    expect(found).toEqual(newestFirst);
    expect(links).toEqual([
      expect.stringMatching(/^<\/v1\/inspections\?limit=2&cursor=[^>]+>; rel="next"$/),
      expect.stringContaining('rel="next"'),
      null,
    ]);
  });

  it.each([
    ["recipe=block", 5],
    ["recipe=other", 0],
    ["verdict=pass", 5],
    ["verdict=fail", 0],
    ["line=line-2", 2],
    ["serial=SN3", 1],
    ["lot=L1", 1],
    ["from=2026-03-01T08:03:00Z", 2],
    ["to=2026-03-01T08:01:00.000Z", 1],
    ["from=2026-03-01T09:03:00%2B01:00", 2],
    ["from=2026-03-01&to=2026-03-02", 5],
    ["from=2026-03-02", 0],
  ])("filters by %s", async (query, count) => {
    const { call } = await fiveInspections();

    const { items } = await (await call("inspector", "GET", `/v1/inspections?${query}`)).json();

    expect(items).toHaveLength(count);
  });

  it.each([
    ["limit=0", "limit"],
    ["limit=201", "limit"],
    ["limit=1.5", "limit"],
    ["verdict=bad", "verdict"],
    ["from=yesterday", "from"],
    ["to=2026-02-30", "to"],
    ["line=../x", "line"],
    ["verdit=fail", "verdit"],
    ["recipe=a&recipe=b", "recipe"],
  ])("refuses %s and names the fault", async (query, path) => {
    const { call } = await createTestApi();

    const response = await call("inspector", "GET", `/v1/inspections?${query}`);

    expect(response.status).toBe(400);
    expect((await response.json()).faults).toMatchObject([{ path }]);
  });

  it("refuses a cursor that it did not make", async () => {
    const { call } = await createTestApi();

    const response = await call("inspector", "GET", "/v1/inspections?cursor=made-up");

    expect(response.status).toBe(400);
    expect((await response.json()).detail).toMatch(/cursor/);
  });
});

describe("one inspection", () => {
  it("is pending between the photo's arrival and the verdict", async () => {
    const { call, platform, inspected } = await createTestApi();
    platform.queue.claim = async () => undefined;
    const id = await inspected();

    const response = await call("inspector", "GET", `/v1/inspections/${id}`);

    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ inspectionId: id, status: "pending" });
    expect(response.headers.get("retry-after")).toBe("1");
  });

  it.each(["", "/original", "/analyzed", "/evidence"])("that nobody knows has no %s", async (suffix) => {
    const { call } = await createTestApi();

    const response = await call("admin", "GET", `/v1/inspections/..%2F..%2Fetc${suffix}`);

    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("a disposition", () => {
  it("is made in the name of the token, and the verdict stays", async () => {
    const { call, inspected } = await createTestApi({ recognize: () => screws(3) });
    const id = await inspected();
    const decision = { decision: "overrule", verdict: "pass", reason: "The screw is under the label." };

    const response = await call("inspector", "POST", `/v1/inspections/${id}/dispositions`, decision);

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      id,
      verdict: "fail",
      dispositions: [{ ...decision, by: "Ana (inspector)" }],
    });
  });

  it("that contradicts itself is a conflict", async () => {
    const { call, inspected } = await createTestApi();
    const id = await inspected();

    const response = await call("inspector", "POST", `/v1/inspections/${id}/dispositions`, {
      decision: "agree",
      verdict: "fail",
      reason: "looked twice",
    });

    expect(response.status).toBe(409);
  });

  it.each([
    [{ verdict: "pass", reason: "x" }, "decision"],
    [{ decision: "agree", verdict: "review", reason: "x" }, "verdict"],
    [{ decision: "agree", verdict: "pass", reason: "" }, "reason"],
    [{ decision: "agree", verdict: "pass", reason: "x", by: "somebody else" }, "by"],
  ])("%j is refused", async (decision, path) => {
    const { call, inspected } = await createTestApi();
    const id = await inspected();

    const response = await call("inspector", "POST", `/v1/inspections/${id}/dispositions`, decision);

    expect(response.status).toBe(400);
    expect((await response.json()).faults).toMatchObject([{ path }]);
  });
});

describe("an error inside", () => {
  it("is told to the log and not to the caller, who gets an id to ask with", async () => {
    const { call, platform, memory, secrets } = await createTestApi();
    platform.records.list = async () => {
      throw new Error("SELECT * FROM secrets WHERE password='x'");
    };

    const response = await call("inspector", "GET", "/v1/inspections");

    const text = await response.text();
    const { requestId, status } = JSON.parse(text);
    expect(status).toBe(500);
    expect(text).not.toMatch(/SELECT|\.ts|at /);
    expect(requestId).toBe(response.headers.get("x-request-id"));
    expect(memory.telemetry.failures).toMatchObject([
      {
        doing: "answer GET /v1/inspections",
        context: { requestId },
        error: { message: expect.stringContaining("SELECT") },
      },
    ]);
    expect(JSON.stringify(memory.telemetry)).not.toContain(secrets.inspector);
  });

  it("of ours keeps its text where that is safe to show", async () => {
    const { call, platform } = await createTestApi();
    platform.records.list = async () => {
      throw new PartproofError("unavailable", "The database is locked. Come again.");
    };

    const response = await call("inspector", "GET", "/v1/inspections");

    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect((await response.json()).detail).toBe("The database is locked. Come again.");
  });
});
