import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { hashEntry } from "../../domain/evidence.ts";

describe("the evidence of an inspection", () => {
  it("is the sealed entry, which anybody can hash again", async () => {
    const { call, inspected, platform } = await createTestApi();
    await inspected();
    const id = await inspected({ fileName: "SN2.jpg" });

    const evidence = await (await call("auditor", "GET", `/v1/inspections/${id}/evidence`)).json();

    expect(evidence).toMatchObject({
      intact: true,
      entry: { kind: "inspection", sequence: 3, inspection: { id } },
    });
    expect(evidence.head).toEqual(await platform.vault.head());
    expect(await hashEntry(evidence.entry)).toBe(evidence.entry.sha256);
  });

  it("that was rewritten is no longer intact, and what cannot be read is damage", async () => {
    const { call, inspected, memory } = await createTestApi();
    const id = await inspected();
    const path = `/v1/inspections/${id}/evidence`;

    memory.vault.tamper(2, memory.vault.text(2)?.replace('"verdict":"pass"', '"verdict":"fail"'));
    const rewritten = await call("auditor", "GET", path);
    memory.vault.tamper(2, "{");
    const damaged = await call("auditor", "GET", path);
    memory.vault.tamper(2);
    const removed = await call("auditor", "GET", path);

    expect([rewritten.status, damaged.status, removed.status]).toEqual([200, 500, 500]);
    expect((await rewritten.json()).intact).toBe(false);
    expect((await removed.json()).type).toBe("urn:partproof:problem:damaged");
  });
});

describe("verifying the evidence", () => {
  it("counts what is as it was sealed", async () => {
    const { call, inspected } = await createTestApi();
    await inspected();

    const response = await call("auditor", "POST", "/v1/evidence/verification");

    expect(await response.json()).toMatchObject({ intact: true, entries: 2, photos: 2, expired: 0 });
  });

  it("names the first thing that was altered", async () => {
    const { call, inspected, memory, platform } = await createTestApi();
    const id = await inspected();
    const key = (await platform.records.get(id))?.evidence.originalKey ?? "";
    memory.images.tamper(key, new Uint8Array(3));

    const verification = await (await call("quality", "POST", "/v1/evidence/verification")).json();

    expect(verification).toMatchObject({
      intact: false,
      fault: { sequence: 2, what: expect.stringMatching(/original/) },
    });
  });

  it("compares with a head that somebody noted", async () => {
    const { call, platform } = await createTestApi();
    const { sequence, sha256 } = await platform.vault.head();
    const verify = async (query: string) =>
      (await call("auditor", "POST", `/v1/evidence/verification?${query}`)).json();

    const same = await verify(`sequence=${sequence}&sha256=${sha256}`);
    const other = await verify(`sequence=${sequence}&sha256=${"0".repeat(64)}`);
    const half = await verify(`sequence=${sequence}`);

    expect([same.intact, other.intact, half.status]).toEqual([true, false, 400]);
  });

  it("stops before its time is over, says how far it came, and goes on there", async () => {
    const { call, inspected } = await createTestApi({ maxWaitSeconds: 0 });
    await inspected();
    const verify = async (query = "") =>
      (await call("auditor", "POST", `/v1/evidence/verification${query}`)).json();

    const first = await verify();
    const { sequence, sha256 } = first.head;
    const second = await verify(`?afterSequence=${sequence}&afterSha256=${sha256}`);
    const third = await verify(`?afterSequence=${second.head.sequence}&afterSha256=${second.head.sha256}`);

    expect(first).toMatchObject({
      intact: true,
      complete: false,
      entries: 1,
      photos: 0,
      head: { sequence: 1 },
    });
    expect(second).toMatchObject({ intact: true, entries: 1, photos: 2, head: { sequence: 2 } });
    expect(third).toMatchObject({ intact: true, complete: true, entries: 0, head: second.head });
  });

  it("goes on only from an entry that stands as it was, and not past a head to compare with", async () => {
    const { call, inspected, platform } = await createTestApi();
    await inspected();
    const { sha256 } = await platform.vault.head();
    const verify = (query: string) => call("auditor", "POST", `/v1/evidence/verification?${query}`);

    const other = await (await verify(`afterSequence=2&afterSha256=${"0".repeat(64)}`)).json();
    const past = await verify(`afterSequence=2&afterSha256=${sha256}&sequence=1&sha256=${sha256}`);
    const half = await verify("afterSequence=2");

    expect(other).toMatchObject({ intact: false, fault: { sequence: 2 } });
    expect([past.status, half.status]).toEqual([400, 400]);
  });

  it("runs once at a time", async () => {
    const { call } = await createTestApi();

    const answers = await Promise.all([
      call("auditor", "POST", "/v1/evidence/verification"),
      call("auditor", "POST", "/v1/evidence/verification"),
    ]);
    const after = await call("auditor", "POST", "/v1/evidence/verification");

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 503]);
    expect(after.status).toBe(200);
  });
});

describe("verifying one inspection", () => {
  it("finds its record and both photos as they were sealed", async () => {
    const { call, inspected } = await createTestApi();
    await inspected();
    const id = await inspected({ fileName: "SN2.jpg" });

    const found = await (await call("auditor", "POST", `/v1/inspections/${id}/verification`)).json();

    expect(found).toMatchObject({
      intact: true,
      sequence: 3,
      checks: [
        { what: "record", state: "intact" },
        { what: "original photo", state: "intact" },
        { what: "analyzed photo", state: "intact" },
      ],
    });
  });

  it("names what was altered, and looks at the rest all the same", async () => {
    const { call, inspected, memory, platform } = await createTestApi();
    const id = await inspected();
    const { analyzedKey = "" } = (await platform.records.get(id))?.evidence ?? {};
    memory.images.tamper(analyzedKey, new Uint8Array(3));
    memory.vault.tamper(2, memory.vault.text(2)?.replace('"verdict":"pass"', '"verdict":"fail"'));

    const found = await (await call("quality", "POST", `/v1/inspections/${id}/verification`)).json();

    expect(found).toMatchObject({
      intact: false,
      checks: [
        {
          what: "record",
          state: "damaged",
          detail: expect.stringMatching(/no longer matches its own SHA-256/),
        },
        { what: "original photo", state: "intact" },
        { what: "analyzed photo", state: "damaged", detail: expect.stringMatching(/^altered/) },
      ],
    });
  });

  it.each([
    ["that is gone", undefined],
    ["that cannot be read", "{"],
  ])("says so of a record %s", async (_what, text) => {
    const { call, inspected, memory } = await createTestApi();
    const id = await inspected();
    memory.vault.tamper(2, text);

    const found = await (await call("auditor", "POST", `/v1/inspections/${id}/verification`)).json();

    expect(found).toMatchObject({ intact: false, checks: [{ what: "record", state: "damaged" }] });
    expect(found.checks[0].detail).toMatch(/^(removed|altered): /);
  });

  it("notices an entry before it that was written anew", async () => {
    const { call, inspected, memory } = await createTestApi();
    const id = await inspected();
    const rewritten = JSON.parse(memory.vault.text(1)?.replace("test", "me") ?? "");
    memory.vault.tamper(1, JSON.stringify({ ...rewritten, sha256: await hashEntry(rewritten) }));

    const found = await (await call("auditor", "POST", `/v1/inspections/${id}/verification`)).json();

    expect(found.checks[0]).toMatchObject({ state: "damaged", detail: expect.stringMatching(/before it/) });
  });
});
