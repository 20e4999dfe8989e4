import { describe, expect, it } from "vitest";
import {
  createTestPlatform,
  fourScrews,
  jpeg,
  screws,
  submission,
} from "../../test/support/test-platform.ts";
import type { BundleManifest } from "../domain/bundle.ts";
import type { BundleFiles } from "../verifier/bundle-files.ts";
import { checkBundle } from "../verifier/check-bundle.ts";
import { exportEvidence } from "./export-evidence.ts";
import { processNext } from "./process-next.ts";
import { publishRecipe } from "./publish-recipe.ts";
import { receiveImage } from "./receive-image.ts";
import { reviewInspection } from "./review-inspection.ts";

const HOSTILE = `<img src=x onerror=alert(1)>"'`;

/**
 * Entries: 1 recipe; 2 to 5 inspections of SN0 to SN3, SN1 with a name that means harm; 6 a recipe of something else;
 * 7 a decision on SN1; 8 one on SN2.
 */
async function sealedLine() {
  const line = createTestPlatform({ recognize: () => screws(3) });
  const { platform } = line;
  await publishRecipe(platform, fourScrews, { publishedBy: "test" });
  const ids: string[] = [];
  for (let i = 0; i < 4; i += 1) {
    const source = { fileName: `SN${i}.jpg`, line: "line-1", serial: `SN${i}`, lot: i < 2 ? HOSTILE : "B" };
    const photo = await jpeg(100 + i);
    const { receipt } = await receiveImage(platform, await submission({ sourceKey: `k${i}`, source, photo }));
    ids.push(receipt.inspectionId);
    await processNext(platform);
  }
  await publishRecipe(platform, { ...fourScrews, id: "other" }, { publishedBy: "test" });
  for (const inspectionId of ids.slice(1, 3)) {
    const decision = {
      inspectionId,
      decision: "overrule",
      verdict: "pass",
      by: "Ana",
      reason: HOSTILE,
    } as const;
    await reviewInspection(platform, decision);
  }
  return line;
}

type Bundle = { manifest: BundleManifest; files: Map<string, Uint8Array> };

async function exported(
  { platform }: Pick<Awaited<ReturnType<typeof sealedLine>>, "platform">,
  selection: Parameters<typeof exportEvidence>[1],
): Promise<Bundle> {
  const files = new Map<string, Uint8Array>();
  const manifest = await exportEvidence(platform, selection, {
    verifierPage: "<!doctype html>",
    async put({ path, content }) {
      if (files.has(path)) throw new Error(`${path} was written twice.`);
      files.set(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    },
  });
  return { manifest, files };
}

function asFiles(files: ReadonlyMap<string, Uint8Array>): BundleFiles {
  return { paths: [...files.keys()], read: async (path) => files.get(path) };
}

function text({ files }: Bundle, path: string): string {
  return new TextDecoder().decode(files.get(path));
}

function flipBit(bytes: Uint8Array, at: number): Uint8Array {
  const flipped = Uint8Array.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ 1;
  return flipped;
}

describe("exporting evidence", () => {
  it("bundles the inspection, its photos, the decision on it and its recipe, and nothing of other widgets", async () => {
    const line = await sealedLine();

    const bundle = await exported(line, { serial: "SN1" });

    expect([...bundle.files.keys()].filter((path) => path.startsWith("entries/"))).toEqual(
      [1, 3, 6, 7].map((sequence) => `entries/00000000${sequence}.json`),
    );
    expect([...bundle.files.keys()].filter((path) => path.startsWith("photos/"))).toHaveLength(2);
    const everything = [...bundle.files.keys()].map((path) => text(bundle, path)).join("\n");
    expect(everything).not.toMatch(/SN0|SN2|SN3/);
  });

  it("is checked by a stranger from the first entry to the head of the vault", async () => {
    const line = await sealedLine();
    const { files, manifest } = await exported(line, { serial: "SN1" });

    const check = await checkBundle(asFiles(files));

    expect(check).toMatchObject({ faults: [], entries: 4, links: 4, photos: 2, expired: 0 });
    expect(check.head).toEqual(await line.platform.vault.head());
    expect(manifest.verification).toEqual({ intact: true, entries: 8, photos: 2, expired: 0 });
  });

  it("notices one flipped bit wherever it is in entries, photos and chain", async () => {
    const { files } = await exported(await sealedLine(), { serial: "SN1" });
    const unnoticed: string[] = [];

    for (const [path, bytes] of files) {
      if (!/^(entries|photos|chain)\//.test(path)) continue;
      const step = path.startsWith("photos/") ? 97 : 7;
      for (let at = 0; at < bytes.length - 1; at += step) {
        const altered = new Map(files).set(path, flipBit(bytes, at));
        const { faults } = await checkBundle(asFiles(altered));
        if (faults.length === 0) unnoticed.push(`${path}@${at}`);
      }
    }

    expect(unnoticed).toEqual([]);
  });

  it("notices an entry that was forged with a hash of its own", async () => {
    const bundle = await exported(await sealedLine(), { serial: "SN1" });
    const path = "entries/000000003.json";
    const forged = text(bundle, path).replace('"verdict":"fail"', '"verdict":"pass"');
    bundle.files.set(path, new TextEncoder().encode(forged));

    const { faults } = await checkBundle(asFiles(bundle.files));

    expect(faults).toContain("Entry 3: altered: it no longer matches its own SHA-256.");
  });

  it("says whether the chain runs through a head that was noted elsewhere", async () => {
    const line = await sealedLine();
    const { files } = await exported(line, { serial: "SN1" });
    const between = (await line.platform.records.recordedHash(4)) ?? "";
    const asked = async (sequence: number, sha256: string) =>
      (await checkBundle(asFiles(files), { expectedHead: { sequence, sha256 } })).expectedHead;

    const answers = [await asked(4, between), await asked(4, "0".repeat(64)), await asked(99, between)];

    expect(answers).toEqual(["found", "other", "outside"]);
  });

  it("refuses a link whose date hides text behind which another hash could stand", async () => {
    const bundle = await exported(await sealedLine(), { serial: "SN1" });
    const chain = text(bundle, "chain/000001.jsonl").replace(/("sealedAt":"[^"]*)"/, '$1 x\\","y":\\""');
    bundle.files.set("chain/000001.jsonl", new TextEncoder().encode(chain));

    const { faults } = await checkBundle(asFiles(bundle.files));

    expect(faults[0]).toMatch(/no line of a chain/);
  });

  it("gives the same files again at the same time", async () => {
    const line = await sealedLine();

    const [first, second] = [await exported(line, { lot: "B" }), await exported(line, { lot: "B" })];

    expect([...second.files]).toEqual([...first.files]);
  });

  it("says which photo was altered, and bundles it as it is", async () => {
    const line = await sealedLine();
    const inspection = (await line.platform.records.list({ serial: "SN1" }, { limit: 1 })).items[0];
    const key = inspection?.evidence.originalKey ?? "";
    const images = { ...line.platform.images };
    const platform = {
      ...line.platform,
      images: { ...images, get: async (k: string) => (k === key ? new Uint8Array([1]) : images.get(k)) },
    };

    const { manifest, files } = await exported({ platform }, { serial: "SN1" });
    const { faults } = await checkBundle(asFiles(files));

    expect(manifest.verification).toMatchObject({ intact: false, fault: { sequence: 3 } });
    expect(faults).toEqual([`Entry 3: its original photo was altered: photos/${key}.`]);
  });

  it("ends the chain before an entry that is damaged, and says so", async () => {
    const line = await sealedLine();
    line.memory.vault.tamper(4, line.memory.vault.text(4)?.replace("SN2", "SN9"));

    const { manifest, files } = await exported(line, { serial: "SN1" });
    const { faults } = await checkBundle(asFiles(files));

    expect(manifest).toMatchObject({
      head: { sequence: 3 },
      verification: { intact: false, fault: { sequence: 4 } },
    });
    expect(faults).toEqual(["entries/000000007.json hangs in no chain: it proves nothing."]);
  });

  it("has no chain where its first entry is damaged, and proves nothing then", async () => {
    const line = await sealedLine();
    line.memory.vault.tamper(1, line.memory.vault.text(1)?.replace("Block with", "Block without"));

    const { manifest, files } = await exported(line, { serial: "SN1" });
    const { faults } = await checkBundle(asFiles(files));

    expect(manifest).toMatchObject({ head: { sequence: 0 }, verification: { fault: { sequence: 1 } } });
    expect(faults[0]).toMatch(/The chain ends at nothing/);
  });

  it("counts photos that were removed after their retention, and only those", async () => {
    const line = await sealedLine();
    line.wait(1100 * 24 * 60 * 60 * 1000);
    await line.platform.vault.removePhotos(3, line.platform.now());

    const { manifest, files } = await exported(line, { serial: "SN1" });
    const now = line.platform.now();
    const later = await checkBundle(asFiles(files), { now });
    const tooEarly = await checkBundle(asFiles(files), { now: new Date("2026-03-02T00:00:00Z") });
    const early = manifestAt(files, "2026-03-02T00:00:00.000Z");

    expect(manifest.verification).toMatchObject({ intact: true, photos: 0, expired: 2 });
    expect(later).toMatchObject({ faults: [], expired: 2 });
    expect((await checkBundle(asFiles(early), { now })).faults).toHaveLength(2);
    expect(tooEarly.faults).toEqual([expect.stringMatching(/still to come/)]);
  });

  it("writes pages in which no name or reason is read as HTML, and which load nothing", async () => {
    const bundle = await exported(await sealedLine(), { lot: HOSTILE });

    const page = text(bundle, "index.html");

    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(page).not.toContain("<img src=x");
    expect(page).not.toMatch(/<script|https?:/);
  });

  it("finds nothing where nothing fits", async () => {
    const { platform } = await sealedLine();

    await expect(exported({ platform }, { serial: "SN77" })).rejects.toThrow(
      /no inspection with serial SN77/,
    );
  });
});

function manifestAt(files: ReadonlyMap<string, Uint8Array>, exportedAt: string): Map<string, Uint8Array> {
  const manifest = JSON.parse(new TextDecoder().decode(files.get("bundle.json")));
  return new Map(files).set(
    "bundle.json",
    new TextEncoder().encode(JSON.stringify({ ...manifest, exportedAt })),
  );
}
