import { describe, expect, it } from "vitest";
import { createTestApi, handIn } from "../../../test/support/test-http-api.ts";
import { screws } from "../../../test/support/test-platform.ts";
import { PartproofError } from "../../domain/errors.ts";
import { processNext } from "../../flow/process-next.ts";

describe("handing in a photo", () => {
  it("answers 202 at once, with the id and the place of the inspection", async () => {
    const { call, platform } = await createTestApi();

    const response = await call("camera", "POST", "/v1/images", {
      ...(await handIn()),
      serial: "SN-7",
      lot: "L1",
    });

    const answer = await response.json();
    expect(response.status).toBe(202);
    expect(answer).toEqual({ inspectionId: expect.any(String), status: "pending", duplicate: false });
    expect(response.headers.get("location")).toBe(`/v1/inspections/${answer.inspectionId}`);
    expect(await platform.records.getReceipt(answer.inspectionId)).toMatchObject({
      source: { line: "line-1", serial: "SN-7", lot: "L1", fileName: "SN1.jpg" },
    });
  });

  it("answers with the whole inspection when the caller waits for the verdict", async () => {
    const { call, platform } = await createTestApi({ recognize: () => screws(3) });

    const answering = call("camera", "POST", "/v1/images?wait=10", await handIn());
    while ((await processNext(platform)) === "idle") await new Promise((resolve) => setTimeout(resolve, 5));
    const response = await answering;

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: "done",
      verdict: "fail",
      findings: [{ label: "screw", state: "missing", expected: 4, seen: 3 }],
      evidence: { sequence: 2 },
    });
  });

  it("says pending when the time is over, and the repeated call gets the verdict of the same inspection", async () => {
    const { call, platform } = await createTestApi();

    const first = await call("camera", "POST", "/v1/images?wait=0.05", await handIn());
    await processNext(platform);
    const second = await call("camera", "POST", "/v1/images?wait=0.05", await handIn());

    const { inspectionId, ...pending } = await first.json();
    expect(first.status).toBe(202);
    expect(pending).toEqual({ status: "pending", duplicate: false });
    expect(first.headers.get("retry-after")).toBe("1");
    expect(second.status).toBe(200);
    expect(await second.json()).toMatchObject({
      inspectionId,
      id: inspectionId,
      duplicate: true,
      verdict: "pass",
    });
  });

  it("inspects the same photo once, however often it is handed in", async () => {
    const { call, platform } = await createTestApi();

    const first = await (await call("camera", "POST", "/v1/images", await handIn())).json();
    const waiting = await call("camera", "POST", "/v1/images", await handIn());
    await processNext(platform);
    const done = await call("camera", "POST", "/v1/images", await handIn());

    const { inspectionId } = first;
    expect([waiting.status, done.status]).toEqual([200, 200]);
    expect(await waiting.json()).toEqual({ inspectionId, duplicate: true, status: "pending" });
    expect(await done.json()).toEqual({ inspectionId, duplicate: true, status: "done" });
    expect(await processNext(platform)).toBe("idle");
  });

  it("takes another photo of the same name, and the same photo from another line, as new", async () => {
    const { call } = await createTestApi();
    const submissions = [await handIn(), await handIn(90), { ...(await handIn()), line: "line-2" }];

    const answers = await Promise.all(submissions.map((body) => call("camera", "POST", "/v1/images", body)));

    expect(new Set(await Promise.all(answers.map(async (r) => (await r.json()).inspectionId))).size).toBe(3);
  });

  it.each([
    [
      "an archive that calls itself a photo",
      Buffer.from("PK\x03\x04 not a photo").toString("base64"),
      "not-an-image",
    ],
    ["a file of 0 bytes", "", "empty"],
  ])("keeps and rejects %s, as it does in the folder", async (_what, data, rejectReason) => {
    const { call, inspected } = await createTestApi();

    const id = await inspected({ data });

    const inspection = await (await call("inspector", "GET", `/v1/inspections/${id}`)).json();
    expect(inspection).toMatchObject({ verdict: "rejected", rejectReason });
  });

  it("keeps hostile text as text", async () => {
    const { call, inspected } = await createTestApi();
    const serial = `"><script>alert(1)</script>'; DROP TABLE inspections;--`;

    const id = await inspected({ serial });

    const listed = await call("inspector", "GET", `/v1/inspections?${new URLSearchParams({ serial })}`);
    expect((await listed.json()).items).toMatchObject([{ id, source: { serial } }]);
    expect(listed.headers.get("content-type")).toBe("application/json");
  });
});

describe("refusing a photo", () => {
  const bad: [string, Record<string, unknown>, string][] = [
    ["base64 with a character that is none", { data: "abc$efgh" }, "data"],
    ["base64 that is cut off", { data: "abcde" }, "data"],
    ["base64 with line breaks", { data: "abcd\nabcd" }, "data"],
    ["base64 of the URL kind", { data: "ab-_" }, "data"],
    ["base64 with stray bits", { data: "abd=" }, "data"],
    ["padding in the middle", { data: "ab==abcd" }, "data"],
    ["a data URL", { data: "data:image/jpeg;base64,abcd" }, "data"],
    ["data that is no text", { data: 7 }, "data"],
    ["no data", { data: undefined }, "data"],
    ["no file name", { fileName: undefined }, "fileName"],
    ["an empty file name", { fileName: "" }, "fileName"],
    ["a file name that climbs out of its folder", { fileName: "../../etc/passwd" }, "fileName"],
    ["the same with backslashes", { fileName: "a\\..\\b.jpg" }, "fileName"],
    ["a file name with a line break", { fileName: "a.jpg\r\nBcc: x@example.com" }, "fileName"],
    ["a file name with a null character", { fileName: "a\0.jpg" }, "fileName"],
    ["a file name without end", { fileName: "x".repeat(2000) }, "fileName"],
    ["a serial with a line break", { serial: "SN\n1" }, "serial"],
    ["a serial written backwards by a control character", { serial: "SN\u202e1" }, "serial"],
    ["a line that is a path", { line: "../line" }, "line"],
    ["a recipe that is a path", { recipe: "../../recipe" }, "recipe"],
    ["a misspelled field", { seriel: "SN1" }, "seriel"],
  ];

  it.each(bad)("names the fault in %s, and keeps nothing", async (_what, fields, path) => {
    const { call, memory } = await createTestApi();

    const response = await call("camera", "POST", "/v1/images", { ...(await handIn()), ...fields });

    const problem = await response.json();
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(problem).toMatchObject({
      type: "urn:partproof:problem:invalid-input",
      status: 400,
      faults: [{ path }],
    });
    expect(memory.images.keys()).toEqual([]);
  });

  it.each([
    ["wait=-1"],
    ["wait="],
    ["wait=0x5"],
    ["wait=31"],
    ["wait=soon"],
    ["wait=Infinity"],
    ["wiat=3"],
    ["wait=1&wait=2"],
  ])("refuses the query %s", async (query) => {
    const { call } = await createTestApi();

    const response = await call("camera", "POST", `/v1/images?${query}`, await handIn());

    expect(response.status).toBe(400);
    expect((await response.json()).faults).toHaveLength(1);
  });

  it.each([["{"], [""], ["null"], ["[]"], ['"text"'], ["7"]])("refuses the body %j", async (body) => {
    const { call } = await createTestApi();

    const response = await call("camera", "POST", "/v1/images", body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ title: "The request is not valid" });
  });

  it("refuses JSON nested a hundred thousand deep without running out of stack", async () => {
    const { call, memory } = await createTestApi();
    const body = `{"recipe":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;

    const response = await call("camera", "POST", "/v1/images", body);

    expect(response.status).toBe(400);
    expect((await response.json()).detail).toMatch(/nested deeper than 64/);
    expect(memory.telemetry.failures).toEqual([]);
  });

  it.each(["text/plain", "multipart/form-data; boundary=x", "image/jpeg", ""])(
    "asks for JSON when the body comes as %j",
    async (type) => {
      const { call } = await createTestApi();

      const response = await call("camera", "POST", "/v1/images", await handIn(), { "Content-Type": type });

      expect(response.status).toBe(415);
      expect((await response.json()).detail).toMatch(/application\/json/);
    },
  );

  it("names the published recipes when it does not know the one that was asked for", async () => {
    const { call, memory } = await createTestApi();

    const response = await call("camera", "POST", "/v1/images", { ...(await handIn()), recipe: "blok" });

    expect(response.status).toBe(404);
    expect((await response.json()).detail).toBe('No recipe "blok" is published. Published: block.');
    expect(memory.images.keys()).toEqual([]);
  });

  it("tells to come again while too many photos wait, before it reads the body", async () => {
    const { call, memory } = await createTestApi({ maxWaiting: 1 });
    await call("camera", "POST", "/v1/images", await handIn());

    const response = await call("camera", "POST", "/v1/images", "{ this is not even JSON");

    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(memory.telemetry.failures).toEqual([]);
  });

  it("says when the disk is full", async () => {
    const { call, platform } = await createTestApi();
    platform.images.put = async () => {
      throw new PartproofError("storage-full", "The disk is full. Free some space.");
    };

    const response = await call("camera", "POST", "/v1/images", await handIn());

    expect(response.status).toBe(507);
    expect(response.headers.get("retry-after")).toBe("60");
  });
});

describe("a body that is too large", () => {
  it("is refused by what its header says", async () => {
    const { call } = await createTestApi();
    const body = JSON.stringify({ ...(await handIn()), data: "A".repeat(6_000_000) });

    const response = await call("camera", "POST", "/v1/images", body, {
      "Content-Length": String(body.length),
    });

    expect(response.status).toBe(413);
    expect((await response.json()).detail).toMatch(/at most 5.0 MB, .*smaller photo/);
  });

  it("is refused while it comes in, when no header says how long it is", async () => {
    const { api, secrets } = await createTestApi();
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 100_000;
        controller.enqueue(new Uint8Array(100_000).fill(65));
      },
    });

    const response = await api.request("/v1/images", {
      method: "POST",
      headers: { Authorization: `Bearer ${secrets.camera}`, "Content-Type": "application/json" },
      body: endless,
      duplex: "half",
    } as RequestInit);

    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(6_000_000);
  });

  it("is refused much earlier where no photo is expected", async () => {
    const { call } = await createTestApi();

    const response = await call(
      "quality",
      "POST",
      "/v1/recipes",
      JSON.stringify({ title: "A".repeat(1_100_000) }),
    );

    expect(response.status).toBe(413);
  });
});
