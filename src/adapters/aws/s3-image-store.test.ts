import { describe, expect, it } from "vitest";
import { describeImageStoreContract } from "../../../test/contracts/image-store.contract.ts";
import { createFakeS3 } from "../../../test/support/fake-s3.ts";
import { refusal } from "../../../test/support/fake-s3-answers.ts";
import { createS3ImageStore } from "./s3-image-store.ts";

const photo = new TextEncoder().encode("a photo of a widget");
const HOUR_MS = 3_600_000;

describeImageStoreContract("in a fake bucket", async () => {
  const { s3 } = createFakeS3();
  return createS3ImageStore({ s3, bucket: "evidence" });
});

describe("photos in S3", () => {
  it("are stored in one version, also when the same one comes many times at once", async () => {
    const { s3, objects } = createFakeS3();
    const store = createS3ImageStore({ s3, bucket: "evidence" });
    async function* stream() {
      yield photo;
    }

    const [{ key }] = await Promise.all([
      store.put(photo, "jpg"),
      store.put(stream(), "jpg"),
      store.put(photo, "jpg"),
    ]);
    await store.put(photo, "jpg");

    expect(objects.get(`photos/${key}`)).toHaveLength(1);
  });

  it("stored with another size are damaged, not quietly replaced", async () => {
    const { s3, objects } = createFakeS3();
    const store = createS3ImageStore({ s3, bucket: "evidence" });
    const { key } = await store.put(photo, "jpg");
    const [version] = objects.get(`photos/${key}`) ?? [];
    if (version) version.body = Buffer.from("cut");

    const again = store.put(photo, "jpg");

    await expect(again).rejects.toMatchObject({ code: "damaged" });
  });

  it("that were just handed in again are not removed, and no second version says so", async () => {
    const { s3, objects } = createFakeS3();
    const store = createS3ImageStore({ s3, bucket: "evidence" });
    const { key } = await store.put(photo, "jpg");
    const [version] = objects.get(`photos/${key}`) ?? [];
    if (version) version.lastModified = new Date(Date.now() - 1000 * HOUR_MS);
    await store.put(photo, "jpg");

    const removedNow = await store.remove(key, new Date());
    const versions = objects.get(`photos/${key}`)?.length;
    const removedLater = await store.remove(key, new Date(Date.now() + 2 * HOUR_MS));

    expect([removedNow, versions, removedLater]).toEqual([false, 1, true]);
  });

  it("above the limit are refused as soon as that is known, and nothing is sent", async () => {
    const { s3, asked } = createFakeS3();
    const store = createS3ImageStore({ s3, bucket: "evidence", maxBytes: 50 });
    let pieces = 0;
    async function* endless() {
      for (; pieces < 1000; pieces++) yield photo;
    }

    await expect(store.put(endless(), "jpg")).rejects.toMatchObject({ code: "too-large", retryable: false });
    await expect(store.put(new Uint8Array(51), "jpg")).rejects.toMatchObject({ code: "too-large" });

    expect(pieces).toBeLessThan(5);
    expect(asked).toEqual([]);
  });

  it("come with the hash by which S3 checks what arrived", async () => {
    const fake = createFakeS3();
    let sent: Record<string, string> = {};
    fake.interfere = ({ method, headers }) => {
      if (method === "PUT") sent = headers;
      return undefined;
    };

    const { sha256 } = await createS3ImageStore({ s3: fake.s3, bucket: "evidence" }).put(photo, "jpg");

    expect(sent).toMatchObject({
      "if-none-match": "*",
      "x-amz-checksum-sha256": Buffer.from(sha256, "hex").toString("base64"),
    });
  });

  it("of a bucket that does not exist are a fault of the deployment, not missing photos", async () => {
    const fake = createFakeS3();
    fake.interfere = () => refusal(404, "NoSuchBucket");
    const store = createS3ImageStore({ s3: fake.s3, bucket: "evidence" });

    const reading = store.get(`${"ab"}/${"ab".repeat(32)}.jpg`);

    await expect(reading).rejects.toMatchObject({ code: "internal", retryable: false });
  });
});
