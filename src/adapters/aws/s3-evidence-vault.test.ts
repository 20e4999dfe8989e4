import { describe, expect, it } from "vitest";
import {
  describeEvidenceVaultContract,
  expectWholeChain,
} from "../../../test/contracts/evidence-vault.contract.ts";
import { collect, inspectionEvidence, NOW } from "../../../test/contracts/samples.ts";
import { createFakeS3, type FakeS3 } from "../../../test/support/fake-s3.ts";
import { refusal } from "../../../test/support/fake-s3-answers.ts";
import { createMemoryRecordStore } from "../memory/memory-record-store.ts";
import { createS3EvidenceVault } from "./s3-evidence-vault.ts";
import { createS3ImageStore } from "./s3-image-store.ts";
import { entryObjectKey } from "./s3-stored-entries.ts";

const sealedAt = NOW.toISOString();

function vaultOn(fake: FakeS3, records = createMemoryRecordStore(), maxLosses = 200) {
  const place = { s3: fake.s3, bucket: "evidence" };
  const images = createS3ImageStore(place);
  return createS3EvidenceVault({ ...place, lockMode: "NONE", images, records, maxLosses });
}

describeEvidenceVaultContract("in a fake bucket whose listings come in small pages", async () => {
  const fake = createFakeS3({ pageSize: 3 });
  const records = createMemoryRecordStore();
  return {
    vault: vaultOn(fake, records),
    images: createS3ImageStore({ s3: fake.s3, bucket: "evidence" }),
    records,
    reopen: async () => vaultOn(fake, records),
    async tamper(sequence, text) {
      const key = entryObjectKey(sequence);
      const [version] = fake.objects.get(key) ?? [];
      if (text === undefined || version === undefined) fake.objects.delete(key);
      else version.body = Buffer.from(text);
    },
  };
});

describe("sealing into S3", () => {
  it("takes an entry for its own whose answer got lost, instead of sealing it twice", async () => {
    const fake = createFakeS3();
    const vault = vaultOn(fake);
    interfereOnce(fake, "PUT", () => "lose");

    const entry = await vault.seal(inspectionEvidence(), sealedAt);

    expect(entry.sequence).toBe(1);
    expect(fake.asked.filter((call) => call.startsWith("PUT"))).toHaveLength(2);
    await expectWholeChain(await collect(vault.entries(0)), 1);
  });

  it("does not take the entry of somebody else for its own after an answer that got lost", async () => {
    const fake = createFakeS3();
    const [vault, other] = [vaultOn(fake), vaultOn(fake)];
    const theirs = await other.seal(inspectionEvidence({ id: "theirs" }), sealedAt);
    const theirObject = fake.objects.get(entryObjectKey(1)) ?? [];
    fake.objects.clear();
    await vault.head();
    // Their write arrives between our two tries, and ours never did.
    interfereOnce(fake, "PUT", () => {
      fake.objects.set(entryObjectKey(1), theirObject);
      return refusal(503, "SlowDown");
    });

    const ours = await vault.seal(inspectionEvidence({ id: "ours" }), sealedAt);

    expect(ours).toMatchObject({ sequence: 2, previousSha256: theirs.sha256 });
  });

  it("tries again when another write of the same name is under way, which may yet fail", async () => {
    const fake = createFakeS3();
    const vault = vaultOn(fake);
    interfereOnce(fake, "PUT", () => refusal(409, "ConditionalRequestConflict"));

    const entry = await vault.seal(inspectionEvidence(), sealedAt);

    expect(entry.sequence).toBe(1);
  });

  it("gives up as retryable, not for ever, when others are always faster", async () => {
    const fake = createFakeS3();
    fake.interfere = ({ method }) => (method === "PUT" ? refusal(412, "PreconditionFailed") : undefined);

    const sealing = vaultOn(fake, createMemoryRecordStore(), 10).seal(inspectionEvidence(), sealedAt);

    await expect(sealing).rejects.toMatchObject({ code: "unavailable", retryable: true });
  });

  it("is not retried when S3 denies it, and says so", async () => {
    const fake = createFakeS3();
    fake.interfere = ({ method }) => (method === "PUT" ? refusal(403, "AccessDenied") : undefined);

    const sealing = vaultOn(fake).seal(inspectionEvidence(), sealedAt);

    await expect(sealing).rejects.toMatchObject({ code: "internal", retryable: false });
  });
});

describe("finding the end of the chain", () => {
  it("takes one listing where the records are up to date, and one look at what would come next", async () => {
    const { fake, records } = await chainOf(40);
    fake.asked.length = 0;

    const head = await vaultOn(fake, records).head();

    expect(head).toEqual({ sequence: 40, sha256: await records.recordedHash(40) });
    expect(fake.asked.sort()).toEqual(["GET ?versions", `GET ${entryObjectKey(41)}`]);
  });

  it("takes no listing at all for the next entry of the same process, if it follows at once", async () => {
    const fake = createFakeS3();
    const vault = vaultOn(fake);
    await vault.seal(inspectionEvidence(), sealedAt);
    fake.asked.length = 0;

    await vault.seal(inspectionEvidence({ id: "next" }), sealedAt);

    expect(fake.asked).toEqual([`PUT ${entryObjectKey(2)}`]);
  });

  it.each([2_000, 5_001, 60_000])("leaps where there are no records: %d entries", async (count) => {
    const { fake } = await chainOf(2);
    // Copies under the names that follow: to find the end, only the last one is read.
    const [[first] = [], second = []] = [...fake.objects.values()];
    if (first === undefined) throw new Error("there is no first entry");
    const text = second[0]?.body.toString("utf8") ?? "";
    for (let sequence = 3; sequence <= count; sequence++) {
      const body = Buffer.from(text.replace('"sequence":2', `"sequence":${sequence}`));
      fake.objects.set(entryObjectKey(sequence), [{ ...first, id: `v${sequence}`, body }]);
    }
    fake.asked.length = 0;

    const head = await vaultOn(fake).head();

    expect(head.sequence).toBe(count);
    expect(fake.asked.length).toBeLessThan(20);
  });

  it("is not misled by objects of others in the bucket", async () => {
    const { fake, records } = await chainOf(3);
    const [version] = fake.objects.get(entryObjectKey(1)) ?? [];
    if (version === undefined) throw new Error("there is no entry 1");
    for (const name of ["entries/README.md", "entries/0000000003.json.bak", "entries/9.json"]) {
      fake.objects.set(name, [version]);
    }

    await vaultOn(fake, records).seal(inspectionEvidence({ id: "next" }), sealedAt);

    await expectWholeChain(await collect(vaultOn(fake).entries(0)), 4);
  });

  it("fails rather than guess when the last entry cannot be read, because its hash is not known", async () => {
    const { fake } = await chainOf(1);
    const [version] = fake.objects.get(entryObjectKey(1)) ?? [];
    if (version) version.body = Buffer.from("{");

    const sealing = vaultOn(fake).seal(inspectionEvidence({ id: "next" }), sealedAt);

    await expect(sealing).rejects.toMatchObject({ code: "damaged", retryable: false });
  });
});

async function chainOf(count: number) {
  const fake = createFakeS3();
  const records = createMemoryRecordStore();
  const vault = vaultOn(fake, records);
  for (let i = 0; i < count; i++) {
    await records.record(await vault.seal(inspectionEvidence({ id: `i${i}` }), sealedAt), []);
  }
  return { fake, records };
}

function interfereOnce(fake: FakeS3, method: string, how: NonNullable<FakeS3["interfere"]>): void {
  fake.interfere = (request) => {
    if (request.method !== method) return undefined;
    fake.interfere = undefined;
    return how(request);
  };
}
