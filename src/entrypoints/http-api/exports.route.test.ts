import { Uint8ArrayReader, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { describe, expect, it } from "vitest";
import { createTestApi, handIn } from "../../../test/support/test-http-api.ts";

async function sealed() {
  const test = await createTestApi();
  for (const [i, serial] of ["SN1", "SN2"].entries()) {
    await test.inspected({ ...(await handIn(100 + i)), fileName: `${serial}.jpg`, serial });
  }
  return test;
}

describe("exporting evidence over HTTP", () => {
  it("sends a zip with the photos and entries of what was asked for", async () => {
    const { call } = await sealed();

    const response = await call("auditor", "GET", "/v1/exports?serial=SN2");
    const zip = new ZipReader(new Uint8ArrayReader(new Uint8Array(await response.arrayBuffer())));
    const names = (await zip.getEntries()).map(({ filename }) => filename);

    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/zip");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="evidence-SN2.zip"');
    expect(names).toEqual(expect.arrayContaining(["bundle.json", "index.html", "verify.html"]));
    expect(names.filter((name) => name.startsWith("photos/"))).toHaveLength(2);
  });

  it.each([
    ["nothing is asked for", "/v1/exports", 400],
    ["nothing fits", "/v1/exports?serial=SN9", 404],
    ["a time is none", "/v1/exports?from=yesterday", 400],
  ])("says so before it sends anything when %s", async (_what, path, status) => {
    const { call } = await sealed();

    const response = await call("auditor", "GET", path);

    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  it("breaks the zip off when the evidence cannot be read on, and lets others ask", async () => {
    const { call, platform } = await sealed();
    const { entries } = platform.vault;
    platform.vault.entries = async function* (after) {
      for await (const stored of entries(after)) {
        if (stored.sequence === 2) throw new Error("The disk is gone.");
        yield stored;
      }
    };

    const broken = await Promise.all(
      [1, 2, 3, 4, 5].map(() => call("auditor", "GET", "/v1/exports?serial=SN2")),
    );
    const reads = await Promise.allSettled(broken.slice(0, 4).map((answer) => answer.arrayBuffer()));
    platform.vault.entries = entries;
    const again = await call("auditor", "GET", "/v1/exports?serial=SN2");

    expect(broken.map(({ status }) => status)).toEqual([200, 200, 200, 200, 503]);
    expect(reads.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
    expect(again.status).toBe(200);
  });

  it("sends nothing that a file name could do harm with", async () => {
    const { call, inspected } = await createTestApi();
    await inspected({ lot: `a"\\../b` });

    const response = await call("auditor", "GET", `/v1/exports?lot=${encodeURIComponent(`a"\\../b`)}`);

    expect(response.headers.get("content-disposition")).toBe('attachment; filename="evidence-a_b.zip"');
  });
});
