import { chmod, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFileEvidenceVault } from "../../src/adapters/embedded/file-evidence-vault.ts";
import { createFileImageStore } from "../../src/adapters/embedded/file-image-store.ts";
import { createSqliteRecordStore } from "../../src/adapters/embedded/sqlite-record-store.ts";
import { entryName } from "../../src/adapters/embedded/stored-entry.ts";
import { createMemoryEvidenceVault } from "../../src/adapters/memory/memory-evidence-vault.ts";
import { createMemoryImageStore } from "../../src/adapters/memory/memory-image-store.ts";
import { createMemoryRecordStore } from "../../src/adapters/memory/memory-record-store.ts";
import type { EvidenceVault } from "../../src/ports/evidence-vault.ts";
import { describeEvidenceVaultContract, expectWholeChain } from "./evidence-vault.contract.ts";
import { collect, inspectionEvidence, NOW } from "./samples.ts";
import { temporaryDatabase } from "./temporary-database.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const sealedAt = NOW.toISOString();

describeEvidenceVaultContract("in memory", async () => {
  const images = createMemoryImageStore();
  const records = createMemoryRecordStore();
  const vault = createMemoryEvidenceVault({ images, records });
  return {
    vault,
    images,
    records,
    reopen: async () => vault,
    tamper: async (sequence, text) => vault.tamper(sequence, text),
  };
});

describeEvidenceVaultContract("in a folder", async () => {
  const directory = await temporaryFolder();
  const images = await createFileImageStore({ directory: await temporaryFolder() });
  const records = createSqliteRecordStore(await temporaryDatabase());
  const open = () => createFileEvidenceVault({ directory, images, records });
  return { vault: await open(), images, records, reopen: open, tamper: tamperIn(directory) };
});

test("an entry is one read-only file, named by its sequence, with nothing else left over", async () => {
  const { vault, directory } = await makeVault();

  await vault.seal(inspectionEvidence(), sealedAt);

  const file = await stat(join(directory, "000000", "000000001.json"));
  expect(file.mode & 0o222).toBe(0);
  expect(file.nlink).toBe(1);
  expect(await readdir(join(directory, ".unfinished"))).toEqual([]);
  expect(await readdir(directory)).toEqual([".unfinished", "000000"]);
});

test("entries go on in the next folder after each thousand", async () => {
  const { vault, directory, reopen } = await makeVault();
  const first = await vault.seal(inspectionEvidence(), sealedAt);
  await writeEntry(directory, 999, { ...first, sequence: 999 });

  const next = await reopen();
  for (let i = 0; i < 3; i++) await next.seal(inspectionEvidence({ id: `i${i}` }), sealedAt);

  expect((await collect(next.entries(1))).map((s) => s.sequence)).toEqual([999, 1000, 1001, 1002]);
  expect((await collect(next.entries(999))).map((s) => s.sequence)).toEqual([1000, 1001, 1002]);
  expect(await readdir(join(directory, "000001"))).toEqual([
    "000001000.json",
    "000001001.json",
    "000001002.json",
  ]);
});

test("a crash before an entry has its name leaves the chain as it was", async () => {
  const { vault, directory, reopen } = await makeVault();
  await vault.seal(inspectionEvidence(), sealedAt);
  await writeFile(join(directory, ".unfinished", "99999-crashed"), '{"kind":"inspec');

  const next = await reopen();
  const sealed = await next.seal(inspectionEvidence({ id: "next" }), sealedAt);

  expect(sealed.sequence).toBe(2);
  await expectWholeChain(await collect(next.entries(0)), 2);
});

test("a crash after a folder was made and before its first entry leaves the chain as it was", async () => {
  const { vault, directory, reopen } = await makeVault();
  await vault.seal(inspectionEvidence(), sealedAt);
  await mkdir(join(directory, "000001"));

  const next = await reopen();
  await next.seal(inspectionEvidence({ id: "next" }), sealedAt);

  await expectWholeChain(await collect(next.entries(0)), 2);
});

test("files of others in the vault are not taken for evidence", async () => {
  const { vault, directory } = await makeVault();
  await vault.seal(inspectionEvidence(), sealedAt);
  await writeFile(join(directory, "README.txt"), "hello");
  await writeFile(join(directory, "000000", "000000002.json.bak"), "hello");
  await writeFile(join(directory, "000007"), "not a folder");

  await vault.seal(inspectionEvidence({ id: "next" }), sealedAt);

  await expectWholeChain(await collect(vault.entries(0)), 2);
});

test("nothing is sealed behind an entry that cannot be read, because its hash is not known", async () => {
  const { vault, directory, reopen } = await makeVault();
  await vault.seal(inspectionEvidence(), sealedAt);
  await tamperIn(directory)(1, "{");

  const sealing = (await reopen()).seal(inspectionEvidence({ id: "next" }), sealedAt);

  await expect(sealing).rejects.toMatchObject({ code: "damaged", retryable: false });
});

async function makeVault(): Promise<{
  vault: EvidenceVault;
  directory: string;
  reopen: () => Promise<EvidenceVault>;
}> {
  const directory = await temporaryFolder();
  const guard = { images: createMemoryImageStore(), records: createMemoryRecordStore() };
  const reopen = () => createFileEvidenceVault({ directory, ...guard });
  return { vault: await reopen(), directory, reopen };
}

function tamperIn(directory: string) {
  return async (sequence: number, text?: string) => {
    const file = join(directory, entryName(sequence));
    await chmod(file, 0o644);
    if (text === undefined) await rm(file);
    else await writeFile(file, text);
  };
}

async function writeEntry(directory: string, sequence: number, entry: unknown): Promise<void> {
  await writeFile(join(directory, entryName(sequence)), JSON.stringify(entry));
}
