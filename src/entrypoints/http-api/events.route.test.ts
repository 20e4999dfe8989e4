import { afterEach, describe, expect, it, vi } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { screws } from "../../../test/support/test-platform.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

type Heard = { event: string; id?: string; data: { [field: string]: unknown } };

async function setUp(options: Parameters<typeof createTestApi>[0] = {}) {
  const stopping = new AbortController();
  stops.push(() => stopping.abort());
  const live = { stopping: stopping.signal, aliveMs: 20 };
  const test = await createTestApi({ ...options, live });

  async function listen(query = "", headers = {}) {
    const response = await test.call("inspector", "GET", `/v1/events${query}`, undefined, headers);
    return { response, ...readEvents(response) };
  }
  return { ...test, listen, stopping };
}

/** Reads a stream as browsers do, and keeps what it says. */
function readEvents(response: Response) {
  const heard: Heard[] = [];
  const ended = (async () => {
    let text = "";
    for await (const bytes of response.body ?? []) {
      text += new TextDecoder().decode(bytes);
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) heard.push(parse(block));
    }
  })();
  const of = (kind: string) => heard.filter(({ event }) => event === kind);
  return { heard, of, ended };
}

function parse(block: string): Heard {
  const fields = Object.fromEntries(
    block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
  return { ...fields, event: fields["event"] ?? "message", data: JSON.parse(fields["data"] ?? "{}") };
}

describe("the events", () => {
  it("tell each inspection and each disposition as it happens", async () => {
    const { listen, inspected, call } = await setUp({ recognize: () => screws(3) });
    const { response, of } = await listen();
    await vi.waitFor(() => expect(of("alive")).not.toEqual([]));
    const id = await inspected({ lot: "L1" });
    await vi.waitFor(() => expect(of("inspection")).toHaveLength(1));
    const decision = { decision: "agree", verdict: "fail", reason: "A screw is missing." };

    await call("inspector", "POST", `/v1/inspections/${id}/dispositions`, decision);
    await vi.waitFor(() => expect(of("disposition")).toHaveLength(1));

    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(of("inspection")[0]).toMatchObject({
      id: "2",
      data: { id, verdict: "fail", sequence: 2, line: "line-1", lot: "L1", faults: [{ state: "missing" }] },
    });
    expect(of("disposition")[0]).toMatchObject({
      id: "3",
      data: { inspectionId: id, by: "Ana (inspector)" },
    });
    expect(of("alive")[0]?.data).toEqual({ now: "2026-03-01T08:00:00.000Z" });
  });

  it("go on after a drop where the last one was, with neither a gap nor a repetition", async () => {
    const { listen, inspected } = await setUp();
    const ids = [await inspected({ fileName: "1.jpg" }), await inspected({ fileName: "2.jpg" })];
    ids.push(await inspected({ fileName: "3.jpg" }));

    const { of } = await listen("?after=0", { "Last-Event-ID": "2" });
    await vi.waitFor(() => expect(of("inspection")).toHaveLength(2));

    expect(of("inspection").map(({ data }) => data["id"])).toEqual(ids.slice(1));
  });

  it("are of one line where one is named, and still say how far the chain was followed", async () => {
    const { listen, inspected } = await setUp();
    await inspected({ fileName: "1.jpg", line: "line-1" });
    const wanted = await inspected({ fileName: "2.jpg", line: "line-2" });
    await inspected({ fileName: "3.jpg", line: "line-1" });

    const { of } = await listen("?line=line-2&after=1");
    await vi.waitFor(() => expect(of("alive").at(-1)?.id).toBe("4"));

    expect(of("inspection").map(({ data }) => data["id"])).toEqual([wanted]);
  });

  it("say that lists have to be read anew when the place is unknown here", async () => {
    const { listen } = await setUp();

    const { of } = await listen("", { "Last-Event-ID": "4711" });

    await vi.waitFor(() => expect(of("reset")).toEqual([{ event: "reset", id: "1", data: {} }]));
  });

  it("begin now for whoever sends an id that is none", async () => {
    const { listen, inspected } = await setUp();
    await inspected({ fileName: "1.jpg" });

    const { of } = await listen("", { "Last-Event-ID": "'; DROP TABLE" });
    await vi.waitFor(() => expect(of("alive").length).toBeGreaterThan(2));

    expect(of("inspection")).toEqual([]);
  });

  it("end for whoever's token was revoked", async () => {
    const { listen, memory } = await setUp();
    const { of, ended } = await listen();
    await vi.waitFor(() => expect(of("alive")).not.toEqual([]));
    const token = (await memory.tokens.list()).find(({ role }) => role === "inspector");

    await memory.tokens.revoke(token?.id ?? "");

    await expect(ended).resolves.toBeUndefined();
  });

  it("end when the server stops", async () => {
    const { listen, stopping } = await setUp();
    const { of, ended } = await listen();
    await vi.waitFor(() => expect(of("alive")).not.toEqual([]));

    stopping.abort();

    await expect(ended).resolves.toBeUndefined();
  });

  it("are refused to one screen too many, and free again once one has gone", async () => {
    const { call } = await setUp();
    const all = await Promise.all(Array.from({ length: 200 }, () => call("inspector", "GET", "/v1/events")));

    const refused = await call("inspector", "GET", "/v1/events");
    await all[0]?.body?.cancel();
    await vi.waitFor(async () => expect((await call("inspector", "GET", "/v1/events")).status).toBe(200));

    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(refused.status).toBe(503);
    expect((await refused.json()).detail).toMatch(/200 screens/);
  });

  it("are not begun for a request that reads no body", async () => {
    const { call } = await setUp();

    const heads = await Promise.all(
      Array.from({ length: 201 }, () => call("inspector", "HEAD", "/v1/events")),
    );

    expect(heads.map(({ status }) => status)).toEqual(heads.map(() => 200));
    expect((await call("inspector", "GET", "/v1/events")).status).toBe(200);
  });

  it("are not found where nothing can be streamed, with what to ask instead", async () => {
    const { call } = await createTestApi();

    const response = await call("inspector", "GET", "/v1/events");

    expect(response.status).toBe(404);
    expect((await response.json()).detail).toMatch(/inspection-summaries every few seconds/);
  });
});
