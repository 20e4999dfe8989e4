import { DeleteObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { describe } from "vitest";
import { createS3EvidenceVault } from "../../src/adapters/aws/s3-evidence-vault.ts";
import { createS3ImageStore } from "../../src/adapters/aws/s3-image-store.ts";
import { createS3ModelStore } from "../../src/adapters/aws/s3-model-store.ts";
import { listVersions } from "../../src/adapters/aws/s3-object-versions.ts";
import { entryObjectKey } from "../../src/adapters/aws/s3-stored-entries.ts";
import { createMemoryRecordStore } from "../../src/adapters/memory/memory-record-store.ts";
import { describeEvidenceVaultContract, type VaultSubject } from "../contracts/evidence-vault.contract.ts";
import { describeImageStoreContract } from "../contracts/image-store.contract.ts";
import { describeModelStoreContract } from "../contracts/model-store.contract.ts";
import { conditionalWrites } from "./conditional-writes.ts";
import { hasS3, makeBucket, s3Client } from "./s3-test-bucket.ts";

/** What every store must do, on a real server. Dates of the contracts lie years ahead: no lock but our own rule. */
describe.skipIf(!hasS3)("the contracts on S3", () => {
  describeImageStoreContract("in a bucket", async () => {
    const s3 = s3Client();
    return createS3ImageStore({ s3, bucket: await makeBucket(s3, "plain") });
  });
  describeImageStoreContract("in a bucket with versions", async () => {
    const s3 = s3Client(await conditionalWrites());
    return createS3ImageStore({ s3, bucket: await makeBucket(s3, "locking") });
  });

  describeModelStoreContract("in a bucket", async () => {
    const s3 = s3Client();
    return createS3ModelStore({ s3, bucket: await makeBucket(s3, "plain") });
  });
  describeModelStoreContract("in a bucket with versions", async () => {
    const s3 = s3Client(await conditionalWrites());
    return createS3ModelStore({ s3, bucket: await makeBucket(s3, "locking") });
  });

  describeEvidenceVaultContract("in a bucket", async () => {
    const s3 = s3Client();
    return vaultSubject(s3, await makeBucket(s3, "plain"));
  });
  describeEvidenceVaultContract("in a bucket with versions", async () => {
    const s3 = s3Client(await conditionalWrites());
    return vaultSubject(s3, await makeBucket(s3, "locking"));
  });
});

function vaultSubject(s3: S3Client, bucket: string): VaultSubject {
  const images = createS3ImageStore({ s3, bucket });
  const records = createMemoryRecordStore();
  const open = () => createS3EvidenceVault({ s3, bucket, lockMode: "NONE", images, records });
  return {
    vault: open(),
    images,
    records,
    reopen: async () => open(),
    async tamper(sequence, text) {
      const Key = entryObjectKey(sequence);
      for await (const { versions } of listVersions(s3, { bucket, prefix: Key })) {
        for (const { id } of versions) {
          await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId: id }));
        }
      }
      if (text !== undefined) await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: text }));
    },
  };
}
