import { describe, expect, test } from "vitest";
import { CHAIN_START, type EvidenceEntry, hashEntry } from "../../src/domain/evidence.ts";
import type { EvidenceVault, StoredEntry } from "../../src/ports/evidence-vault.ts";
import type { ImageStore } from "../../src/ports/image-store.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";
import {
  collect,
  dispositionEvidence,
  inspectionEvidence,
  NOW,
  sampleReceipt,
  sampleRecipe,
} from "./samples.ts";

export type VaultSubject = {
  vault: EvidenceVault;
  images: ImageStore;
  records: RecordStore;
  /** Another vault on the same store, as after a restart or in another process. */
  reopen(): Promise<EvidenceVault>;
  /** Change or (without text) remove a stored entry, as somebody with access to the store could. */
  tamper(sequence: number, text?: string): Promise<void>;
};

const sealedAt = NOW.toISOString();
const retainUntil = "2029-03-01T00:00:00.000Z";
const BEFORE = new Date("2029-02-28T23:59:59.999Z");
const AFTER = new Date(retainUntil);

export function describeEvidenceVaultContract(name: string, makeSubject: () => Promise<VaultSubject>): void {
  describe(`the evidence vault ${name}`, () => {
    describe("sealing", () => {
      test("starts the chain at 1 with nothing before it", async () => {
        const { vault } = await makeSubject();
        const empty = await vault.head();

        const entry = await vault.seal(inspectionEvidence(), sealedAt);

        expect(empty).toEqual({ sequence: 0, sha256: CHAIN_START });
        expect(entry).toMatchObject({ sequence: 1, previousSha256: CHAIN_START, sealedAt });
        expect(await vault.head()).toEqual({ sequence: 1, sha256: entry.sha256 });
      });

      test("stores what it returns, for every kind of evidence", async () => {
        const { vault } = await makeSubject();
        const sealed = [
          await vault.seal({ kind: "recipe", recipe: sampleRecipe(1), publishedBy: "quality" }, sealedAt),
          await vault.seal(inspectionEvidence(), sealedAt),
          await vault.seal(dispositionEvidence("any"), sealedAt),
        ];

        const stored = await collect(vault.entries(0));

        expect(stored).toEqual(sealed.map((entry) => ({ sequence: entry.sequence, entry })));
        await expectWholeChain(stored, 3);
      });

      test("keeps one whole chain when many seal at once", async () => {
        const { vault } = await makeSubject();

        await Promise.all(
          Array.from({ length: 30 }, (_, i) => vault.seal(inspectionEvidence({ id: `i${i}` }), sealedAt)),
        );

        await expectWholeChain(await collect(vault.entries(0)), 30);
      });

      test("keeps one whole chain when two vaults on one store seal at once", async () => {
        const { vault, reopen } = await makeSubject();
        const other = await reopen();

        const sealed = await Promise.all(
          Array.from({ length: 100 }, (_, i) =>
            (i % 2 === 0 ? vault : other).seal(inspectionEvidence({ id: `i${i}` }), sealedAt),
          ),
        );

        expect(new Set(sealed.map((entry) => entry.sequence)).size).toBe(100);
        await expectWholeChain(await collect(vault.entries(0)), 100);
        expect(await vault.head()).toEqual(await other.head());
      });

      test("goes on where the last process ended", async () => {
        const { vault, reopen } = await makeSubject();
        const last = await vault.seal(inspectionEvidence(), sealedAt);

        const next = await (await reopen()).seal(inspectionEvidence({ id: "next" }), sealedAt);

        expect(next).toMatchObject({ sequence: 2, previousSha256: last.sha256 });
      });

      test("goes on after a seal that failed", async () => {
        const { vault } = await makeSubject();
        const notFinite = inspectionEvidence({ detections: [{ label: "x", confidence: Number.NaN }] });

        const failing = vault.seal(notFinite, sealedAt);
        const sealing = vault.seal(inspectionEvidence(), sealedAt);

        await expect(failing).rejects.toThrow();
        expect((await sealing).sequence).toBe(1);
      });
    });

    describe("reading", () => {
      test("begins after the sequence asked for", async () => {
        const { vault } = await makeSubject();
        for (let i = 0; i < 4; i++) await vault.seal(inspectionEvidence({ id: `i${i}` }), sealedAt);

        const sequencesAfter = async (after: number) =>
          (await collect(vault.entries(after))).map((stored) => stored.sequence);

        expect(await sequencesAfter(2)).toEqual([3, 4]);
        expect(await sequencesAfter(4)).toEqual([]);
      });

      test("shows an altered entry as it is, for the verifier to judge", async () => {
        const { vault, tamper } = await makeSubject();
        const entry = await vault.seal(inspectionEvidence({ verdict: "fail" }), sealedAt);
        await tamper(1, JSON.stringify(entry).replace('"verdict":"fail"', '"verdict":"pass"'));

        const [stored] = await collect(vault.entries(0));

        expect(stored).toMatchObject({ entry: { inspection: { verdict: "pass" }, sha256: entry.sha256 } });
        expect(await hashEntry(entryOf(stored))).not.toBe(entry.sha256);
      });

      test("passes over a removed entry, so that the gap shows", async () => {
        const { vault, tamper } = await makeSubject();
        for (let i = 0; i < 3; i++) await vault.seal(inspectionEvidence({ id: `i${i}` }), sealedAt);
        await tamper(2);

        const stored = await collect(vault.entries(0));

        expect(stored.map((s) => s.sequence)).toEqual([1, 3]);
      });

      test.each([
        ["nothing", ""],
        ["half a file", '{"kind":"inspection","seq'],
        ["no entry", '"text"'],
        ["another kind", '{"kind":"poem","sequence":2}'],
        ["another place in the chain", undefined],
      ])("shows %s in the place of an entry as damaged, and goes on", async (_, text) => {
        const { vault, tamper } = await makeSubject();
        const entries: EvidenceEntry[] = [];
        for (let i = 0; i < 3; i++)
          entries.push(await vault.seal(inspectionEvidence({ id: `i${i}` }), sealedAt));
        await tamper(2, text ?? JSON.stringify(entries[0]));

        const stored = await collect(vault.entries(0));

        expect(stored.map((s) => s.sequence)).toEqual([1, 2, 3]);
        expect(stored[1]).toEqual({ sequence: 2, damaged: expect.stringContaining("2") });
      });
    });

    describe("removing photos", () => {
      async function sealWithPhotos(subject: VaultSubject, id: string, until = retainUntil) {
        const original = await subject.images.put(new TextEncoder().encode("original"), "jpg");
        const analyzed = await subject.images.put(new TextEncoder().encode(`analyzed ${id}`), "jpg");
        const entry = await subject.vault.seal(
          inspectionEvidence({
            id,
            originalKey: original.key,
            analyzedKey: analyzed.key,
            analyzedSha256: analyzed.sha256,
            retainUntil: until,
          }),
          sealedAt,
        );
        await subject.records.record(entry, []);
        return { entry, originalKey: original.key, analyzedKey: analyzed.key };
      }

      test("is refused until the date, which the refusal names", async () => {
        const subject = await makeSubject();
        const { originalKey } = await sealWithPhotos(subject, "a");

        const removing = subject.vault.removePhotos(1, BEFORE);

        await expect(removing).rejects.toMatchObject({
          code: "evidence-locked",
          message: expect.stringContaining(retainUntil),
        });
        expect(await subject.images.get(originalKey)).toHaveLength("original".length);
      });

      test("takes the photos after the date and leaves the chain whole", async () => {
        const subject = await makeSubject();
        const { entry, originalKey, analyzedKey } = await sealWithPhotos(subject, "a");

        const removed = await subject.vault.removePhotos(1, AFTER);
        const again = await subject.vault.removePhotos(1, AFTER);

        expect(removed).toEqual([originalKey, analyzedKey]);
        expect(again).toEqual([]);
        await expect(subject.images.get(originalKey)).rejects.toMatchObject({ code: "not-found" });
        expect(await collect(subject.vault.entries(0))).toEqual([{ sequence: 1, entry }]);
      });

      test("leaves a photo that a younger inspection shows", async () => {
        const subject = await makeSubject();
        const old = await sealWithPhotos(subject, "old");
        await sealWithPhotos(subject, "young", "2032-01-01T00:00:00.000Z");

        const removed = await subject.vault.removePhotos(1, AFTER);

        expect(removed).toEqual([old.analyzedKey]);
        expect(await subject.images.get(old.originalKey)).toHaveLength("original".length);
      });

      test("leaves a photo that was received again and has no verdict yet", async () => {
        const subject = await makeSubject();
        const { originalKey, analyzedKey } = await sealWithPhotos(subject, "a");
        await subject.records.receive(sampleReceipt({ inspectionId: "again", imageKey: originalKey }));

        const removed = await subject.vault.removePhotos(1, AFTER);

        expect(removed).toEqual([analyzedKey]);
      });

      test("is refused while the records lag behind, since nobody knows then who needs a photo", async () => {
        const subject = await makeSubject();
        const { originalKey } = await sealWithPhotos(subject, "a");
        await subject.vault.seal(inspectionEvidence({ id: "unrecorded", originalKey }), sealedAt);

        const removing = subject.vault.removePhotos(1, AFTER);

        await expect(removing).rejects.toMatchObject({ code: "unavailable", retryable: true });
        expect(await subject.images.get(originalKey)).toHaveLength("original".length);
      });

      test("is always refused for recipes, dispositions and a date that nobody can read", async () => {
        const { vault } = await makeSubject();
        await vault.seal({ kind: "recipe", recipe: sampleRecipe(1), publishedBy: "quality" }, sealedAt);
        await vault.seal(dispositionEvidence("a"), sealedAt);
        await vault.seal(inspectionEvidence({ retainUntil: "some day" }), sealedAt);

        for (const sequence of [1, 2, 3]) {
          await expect(vault.removePhotos(sequence, new Date("2999-01-01"))).rejects.toMatchObject({
            code: "evidence-locked",
          });
        }
      });

      test("is refused for an entry that is not there or cannot be read", async () => {
        const { vault, tamper } = await makeSubject();
        await vault.seal(inspectionEvidence(), sealedAt);
        await tamper(1, "{");

        await expect(vault.removePhotos(1, AFTER)).rejects.toMatchObject({ code: "damaged" });
        await expect(vault.removePhotos(2, AFTER)).rejects.toMatchObject({ code: "not-found" });
      });
    });
  });
}

/** Every entry from 1 to `count`, each with its own hash and the hash of the one before. */
export async function expectWholeChain(stored: StoredEntry[], count: number): Promise<void> {
  const entries = stored.map(entryOf);
  expect(entries.map((e) => e.sequence)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  for (const [i, entry] of entries.entries()) {
    expect(entry.previousSha256).toBe(entries[i - 1]?.sha256 ?? CHAIN_START);
    expect(await hashEntry(entry)).toBe(entry.sha256);
  }
}

function entryOf(stored: StoredEntry | undefined): EvidenceEntry {
  if (stored === undefined || "damaged" in stored)
    throw new Error(`expected an entry, got ${stored?.damaged}`);
  return stored.entry;
}
