import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LockedLine, lockedLine } from "./locked-line.ts";
import { versionsOf, writeOver } from "./object-versions.ts";
import { hasS3, sharedS3 } from "./s3-test-bucket.ts";

const run = promisify(execFile);
const RETAIN_UNTIL = "2029-03-01T08:00:00.000Z";

/** The AWS CLI of test/requirements.txt, beside the Python that is named. */
const tools = dirname(process.env["PARTPROOF_TEST_PYTHON"] ?? "");
const canRun = hasS3 && existsSync(join(tools, "aws"));

/** The code of docs/evidence.md that holds these words, as an auditor would copy it. */
async function recipe(words: string): Promise<string> {
  const text = await readFile(new URL("../../docs/evidence.md", import.meta.url), "utf8");
  const blocks = [...text.matchAll(/^```\w+\n(.*?)^```$/gms)].map((match) => match[1] ?? "");
  const found = blocks.filter((block) => block.includes(words));
  if (found.length !== 1) throw new Error(`${found.length} blocks of docs/evidence.md hold "${words}".`);
  return found[0] ?? "";
}

describe.skipIf(!canRun)("what an auditor does on S3 with nothing of Partproof", () => {
  let line: LockedLine;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "partproof-auditor-"));
    await writeFile(join(folder, "verify-chain.mjs"), await recipe("createHash"));
    line = await lockedLine("COMPLIANCE");
    for (const id of ["a", "b", "c"]) await line.seal(id, RETAIN_UNTIL);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Run the recipe in the auditor's folder. */
  async function follow(words: string, only: (script: string) => string = (all) => all): Promise<string> {
    const { endpoint, accessKeyId, secretAccessKey } = sharedS3();
    const script = only(await recipe(words)).replaceAll("<EvidenceBucket>", line.bucket);
    const { stdout } = await run("sh", ["-ec", script], {
      cwd: folder,
      env: {
        PATH: [tools, process.env["PATH"]].join(delimiter),
        HOME: folder,
        AWS_ENDPOINT_URL_S3: endpoint,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_REGION: "us-east-1",
        AWS_EC2_METADATA_DISABLED: "true",
      },
    });
    return stdout;
  }
  const entryKey = "entries/0000000002.json";

  test("the copy proves the chain up to the head that the product names, and the bucket hides nothing", async () => {
    const copied = await follow("aws s3 sync");
    const hidden = await follow("list-object-versions");

    const { sequence, sha256 } = await line.vault.head();
    expect(copied.trim().split("\n").at(-1)).toBe(`3 entries, head ${sequence}:${sha256}`);
    expect(hidden.trim()).toBe("");
  });

  test("the bucket says until when an entry is locked", async () => {
    const oneLine = (script: string) =>
      (/^aws s3api get-object-retention.*$/m.exec(script)?.[0] ?? "").replace("0000000042", "0000000002");

    const { Retention } = JSON.parse(await follow("get-object-retention", oneLine));

    expect(Retention.Mode).toBe("COMPLIANCE");
    expect(new Date(Retention.RetainUntilDate).toISOString()).toBe(RETAIN_UNTIL);
  });

  test("an entry that was written over breaks the copy, and the list names what lies below", async () => {
    const [sealed] = (await versionsOf(line.s3, line.bucket, entryKey)).versions;
    const text = JSON.stringify({ sequence: 2, sha256: "0".repeat(64) });
    await writeOver(line.s3, line.bucket, entryKey, text);

    await expect(follow("aws s3 sync")).rejects.toThrow(/0000000002\.json is not as it was sealed/);
    expect((await follow("list-object-versions")).trim()).toBe(`${entryKey}\t${sealed?.id}`);
  });

  test("an entry under a delete marker is missing in the copy, and the list names the marker", async () => {
    await line.s3.send(new DeleteObjectCommand({ Bucket: line.bucket, Key: entryKey }));

    await expect(follow("aws s3 sync")).rejects.toThrow(/0000000003\.json is not as it was sealed/);
    expect(await follow("list-object-versions")).toContain(entryKey);
  });
});
