import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { GetObjectRetentionCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packChannels } from "../../../src/wiring/aws-channels.ts";
import { startCompatibleRekognition } from "../../support/compatible-rekognition.ts";
import { drawStopSign } from "../../support/draw-stop-sign.ts";
import { closeReceivers, httpReceiver } from "../../support/http-receiver.ts";
import { jpeg } from "../../support/test-platform.ts";
import { startConditionalWrites } from "../conditional-writes.ts";
import { sharedS3 } from "../s3-test-bucket.ts";
import { canRunStack, runtime } from "./lambda-runtime.ts";
import { type RunningStack, runStack, VISIBILITY_SECONDS } from "./run-stack.ts";
import { signs } from "./sign-recipe.ts";
import { stackClient } from "./stack-client.ts";
import { stackLine } from "./stack-line.ts";
import { until } from "./until.ts";

/** So long one worker may keep a photo, as wire-aws says. */
const LEASE_SECONDS = 150;

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

/** A receiver on this machine, as the file of channels would name it. */
const webhook = (port: number) => ({
  kind: "webhook" as const,
  format: "cloudevents" as const,
  url: `http://127.0.0.1:${port}/in`,
  secret: SECRET,
  allow: ["127.0.0.1"],
  timeoutSeconds: 5,
});

describe.skipIf(!canRunStack)("the synthesized stack, running", () => {
  let folder: string;
  let rekognition: Awaited<ReturnType<typeof startCompatibleRekognition>>;
  let gate: Awaited<ReturnType<typeof startConditionalWrites>>;
  let stack: RunningStack;
  let client: ReturnType<typeof stackClient>;
  let line: ReturnType<typeof stackLine>;
  let evidence = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "partproof-stack-"));
    const context = [
      "architecture=x86_64",
      "recognizer=rekognition",
      "lockMode=GOVERNANCE",
      "channels=mes,old-mes",
    ];
    const options = context.flatMap((setting) => ["--context", setting]);
    execFileSync("node", ["infra/run.mjs", "synth", ...options, "--output", folder], { stdio: "ignore" });
    rekognition = await startCompatibleRekognition(sharedS3());
    gate = await startConditionalWrites(sharedS3());
    const s3 = { ...sharedS3(), endpoint: gate.endpoint };
    stack = await runStack({ folder, stack: "Partproof-dev", s3, rekognition, runtime });
    client = stackClient(stack);
    line = stackLine(stack, client);
    evidence = stack.nameOf("RecordEvidence", "AWS::S3::Bucket");
    for (const count of [0, 1])
      expect(await client.call("quality", "POST", "/v1/recipes", signs(count))).toMatchObject({
        status: 201,
      });
  }, 300_000);
  afterAll(async () => {
    await closeReceivers();
    await stack?.stop();
    await rekognition?.stop();
    gate?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("a photo put into S3 ends as a verdict, locked evidence, an item in the table and one message", async () => {
    const { tell } = await line.put("signs-0", "SN1", await drawStopSign());

    expect(await tell()).toBe(1);
    const verdict = await line.verdictOf("SN1");
    const all = await line.mailAbout("SN1");

    expect(verdict).toBe("fail");
    const [inspection] = await line.inspectionsOf("SN1");
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
    const [first, second] = [
      await line.put("signs-1", "SN2"),
      await line.put("signs-1", "SN3", await jpeg(40)),
    ];

    for (const { tell } of [second, first, first, second, first]) await tell();
    await line.verdictOf("SN2");
    await line.verdictOf("SN3");
    await line.mailAbout("SN2");
    await line.mailAbout("SN3");
    await pause(3000);

    expect(
      [await line.inspectionsOf("SN2"), await line.inspectionsOf("SN3")].map((found) => found.length),
    ).toEqual([1, 1]);
    for (const serial of ["SN2", "SN3"])
      expect((await line.readMails()).filter(({ Message }) => Message.includes(serial))).toHaveLength(1);
  });

  test.each(["s3", "dynamodb", "rekognition", "eventbridge", "sns"] as const)(
    "with %s away for a while, the photo is inspected and mailed once when it is back",
    async (service) => {
      const serial = `AWAY-${service.toUpperCase()}`;
      const { tell } = await line.put("signs-1", serial, await jpeg(service.length * 20));
      const proxy = stack.proxies[service];
      const before = proxy.refused();

      proxy.fail("unavailable");
      await tell();
      await until(
        async () => proxy.refused() - before,
        (refused) => refused > 0,
      );
      proxy.fail(null);
      const verdict = await line.verdictOf(serial, 120);
      // What SNS refused waits in the outbox for the clock.
      const all = await until(
        async () => {
          await stack.lambda("Digest").invoke({});
          return line.readMails();
        },
        (seen) => seen.some(({ Message }) => Message.includes(serial)),
      );

      expect(proxy.refused()).toBeGreaterThan(before);
      expect(verdict).toBe("fail");
      expect(await line.inspectionsOf(serial)).toHaveLength(1);
      expect(all.filter(({ Message }) => Message.includes(serial))).toHaveLength(1);
    },
    200_000,
  );

  test("a function that dies amid a photo leaves it to the next one", async () => {
    // As in AWS a message stays hidden for longer than a worker may keep a photo.
    await stack.hideFor("ReceiveInspectQueue", LEASE_SECONDS + 10);
    const { tell } = await line.put("signs-1", "DIED", await jpeg(200));
    rekognition.faults.set([{ operation: "DetectLabels", fault: "fail", delayMs: 5000, rate: 1, count: 1 }]);

    await tell();
    const unfinished = await until(
      async () => (await client.call("support", "GET", "/v1/reconciliation")).body.inProgress,
      (inProgress) => inProgress > 0,
    );
    stack.lambda("InspectFunction").crash();
    const verdict = await line.verdictOf("DIED", LEASE_SECONDS + 60);
    await stack.hideFor("ReceiveInspectQueue", VISIBILITY_SECONDS);

    expect(unfinished).toBe(1);
    expect(verdict).toBe("fail");
    expect(await line.inspectionsOf("DIED")).toHaveLength(1);
  }, 300_000);

  test("a poison photo lands in the dead letters, with its reason, and is redriven after the fix", async () => {
    rekognition.faults.set([{ operation: "DetectLabels", fault: "refuse", rate: 1 }]);
    const { tell } = await line.put("signs-1", "POISON", await jpeg(90));

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
    expect(await line.verdictOf("POISON")).toBe("fail");
  });

  test("a message that nobody can read goes to the dead letters and holds nothing up", async () => {
    await stack.sqs.send(
      new SendMessageCommand({ QueueUrl: stack.queue("ReceiveInspectQueue"), MessageBody: "no photo" }),
    );

    const { tell } = await line.put("signs-0", "AFTER", await jpeg(60));
    await tell();

    expect(await line.verdictOf("AFTER")).toBe("pass");
  });

  test("a channel is told of every verdict, signed; one that is down gets it when it is back, and holds nothing up", async () => {
    let down = true;
    const mes = await httpReceiver();
    const old = await httpReceiver((response) => response.writeHead(down ? 503 : 204).end());
    const channels = packChannels({ mes: webhook(mes.port), "old-mes": webhook(old.port) });
    const every = ["mes", "old-mes"].map((name) => ({ name, when: "every" }));
    stack.putSecret("ChannelsSettings", channels);
    expect(await client.call("quality", "POST", "/v1/recipes", signs(0, every))).toMatchObject({
      status: 201,
    });

    const { tell } = await line.put("told-0", "TOLD", await jpeg(70));
    await tell();
    const [told] = await until(
      () => mes.received,
      ({ length }) => length > 0,
    );
    await until(
      () => old.received,
      ({ length }) => length > 0,
    );
    down = false;
    // As the clock does every minute.
    const again = await until(
      async () => {
        await stack.lambda("ChannelsTell").invoke({});
        return old.received.length;
      },
      (length) => length > 1,
    );

    const { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature } = told?.headers ?? {};
    const mac = createHmac("sha256", Buffer.alloc(32, 7))
      .update(`${id}.${at}.${told?.body}`)
      .digest("base64");
    expect(signature).toBe(`v1,${mac}`);
    expect(JSON.parse(told?.body ?? "")).toMatchObject({
      data: { verdict: "pass", source: { serial: "TOLD" } },
    });
    expect(again).toBe(2);
    expect(new Set(old.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(mes.received).toHaveLength(1);
  });

  test("a recipe that names no channel of the stack is refused", async () => {
    const unknown = signs(1, [{ name: "nowhere", when: "every" }]);

    const refused = await client.call("quality", "POST", "/v1/recipes", unknown);

    expect(refused).toMatchObject({ status: 400, body: { detail: expect.stringContaining("mes, old-mes") } });
  });

  test("a scheduled report is kept under lock, and its PDF is the same from the bundle that answers over HTTP", async () => {
    const report = (event = {}) => stack.lambda("ReportFunction").invoke(event);
    const day = new Date().toISOString().slice(0, 10);

    const [first, second] = [await report(), await report()];
    const id = `${day.replaceAll("-", "")}T000000Z-day`;
    const kept = await client.call("quality", "GET", `/v1/reports/kept/${id}?format=pdf`);
    const { body: sealed } = await client.call("quality", "GET", `/v1/reports/kept/${id}`);
    const live = await client.call(
      "quality",
      "GET",
      `/v1/reports?from=${sealed.from}&to=${sealed.to}&timeZone=UTC&format=pdf`,
    );

    expect([first, second]).toEqual([{ kept: [id] }, { kept: [] }]);
    expect(kept.content.subarray(0, 5).toString()).toBe("%PDF-");
    expect(live.content.subarray(0, 5).toString()).toBe("%PDF-");
    expect(live.content.length).toBeGreaterThan(kept.content.length / 2);
    const { key } = sealed.files.find(({ format }: { format: string }) => format === "pdf");
    const { Retention } = await stack.s3.send(
      new GetObjectRetentionCommand({ Bucket: evidence, Key: `photos/${key}` }),
    );
    expect(Retention?.RetainUntilDate?.getTime()).toBeGreaterThan(Date.now() + 1095 * 86_400_000);
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
