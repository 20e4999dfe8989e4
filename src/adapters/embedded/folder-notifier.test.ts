import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { photoContentId, type QualityMessage } from "../../domain/message.ts";
import { createFolderNotifier } from "./folder-notifier.ts";
import { safeName } from "./mail.ts";

const PHOTO = Uint8Array.from([0xff, 0xd8, 1, 2, 3, 0xff, 0xd9]);
const message = (changes: Partial<QualityMessage> = {}): QualityMessage => ({
  id: "inspection-01HZX3V9K2Q6T7W8Y9ABCDEFGH",
  to: ["qc@example.com"],
  subject: "FAIL control-box SN0012: screw missing (3 of 4)",
  text: "one\ntwo\n",
  html: `<p>one</p><img src="cid:${photoContentId("inspection-01HZX3V9K2Q6T7W8Y9ABCDEFGH")}">`,
  createdAt: "2026-01-05T06:12:34.000Z",
  photoKey: "key",
  ...changes,
});

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "partproof-outbox-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe("the outbox folder", () => {
  test("gets one file with the same bytes, however often a message is sent", async () => {
    const directory = join(home, "outbox");
    await createFolderNotifier({ directory }).send(message(), PHOTO);
    const [name = ""] = await readdir(directory);
    const first = await readFile(join(directory, name));

    await createFolderNotifier({ directory }).send(message(), PHOTO);

    expect(await readdir(directory)).toEqual(["inspection-01HZX3V9K2Q6T7W8Y9ABCDEFGH.eml"]);
    expect(await readFile(join(directory, name))).toEqual(first);
  });

  test("holds a mail that a mail program can open, photo and all", async () => {
    await createFolderNotifier({ directory: home }).send(message(), PHOTO);

    const mail = await simpleParser(await readFile(join(home, `${message().id}.eml`)));

    expect(mail.date?.toISOString()).toBe(message().createdAt);
    expect(mail.text).toBe("one\ntwo\n");
    expect(mail.attachments).toHaveLength(1);
    expect(new Uint8Array(mail.attachments[0]?.content ?? [])).toEqual(PHOTO);
  });

  test.each([
    "../../etc/passwd",
    "summary-a/b",
    "",
    ".hidden",
    "a\nb",
    "ü".repeat(300),
    "summary-x-2026-01-05T06:00:00.000Z",
  ])("keeps a message called %j inside itself", async (id) => {
    const directory = join(home, "outbox");

    await createFolderNotifier({ directory }).send(message({ id }), PHOTO);

    expect(await readdir(home)).toEqual(["outbox"]);
    expect(await readdir(directory)).toEqual([
      expect.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,130}\.eml$/),
    ]);
  });

  test("never gives two messages the same name", () => {
    expect(safeName("a:b")).not.toBe(safeName("a/b"));
    expect(safeName("a".repeat(200))).not.toBe(safeName("a".repeat(201)));
  });

  test("that is in truth a file is reported, to be tried again, and nothing half-written stays", async () => {
    const directory = join(home, "outbox");
    await writeFile(directory, "");

    const sending = createFolderNotifier({ directory }).send(message());

    await expect(sending).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect(await readdir(home)).toEqual(["outbox"]);
  });
});
