import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SNSClient } from "@aws-sdk/client-sns";
import { simpleParser } from "mailparser";
import { createSnsNotifier, SNS_CLIENT } from "../../src/adapters/aws/sns-notifier.ts";
import { createFolderNotifier } from "../../src/adapters/embedded/folder-notifier.ts";
import { createSmtpNotifier } from "../../src/adapters/embedded/smtp-notifier.ts";
import { createMemoryNotifier } from "../../src/adapters/memory/memory-notifier.ts";
import { PartproofError } from "../../src/domain/errors.ts";
import { closeMailServers, mailServer } from "../support/mail-servers.ts";
import { startMessageService } from "../support/message-service.ts";
import { describeNotifierContract } from "./notifier.contract.ts";

describeNotifierContract("in memory", async () => {
  const notifier = createMemoryNotifier();
  return {
    notifier,
    delivered: async () => notifier.mails.map(({ message }) => message),
    breakDown: async () => notifier.failWith(new PartproofError("unavailable", "Nobody is there.")),
  };
});

describeNotifierContract("of an outbox folder", async () => {
  const home = await mkdtemp(join(tmpdir(), "partproof-outbox-"));
  const directory = join(home, "outbox");
  return {
    notifier: createFolderNotifier({ directory }),
    async delivered() {
      const names = await readdir(directory);
      const mails = names.map(async (name) => simpleParser(await readFile(join(directory, name))));
      return (await Promise.all(mails)).map(({ subject = "", text = "" }) => ({ subject, text }));
    },
    async breakDown() {
      await rm(directory, { recursive: true });
      await writeFile(directory, "");
    },
    stop: () => rm(home, { recursive: true }),
  };
});

describeNotifierContract("by SMTP", async () => {
  const { port, received } = await mailServer();
  return {
    notifier: createSmtpNotifier({ host: "127.0.0.1", port, from: "partproof@qc.example", timeoutMs: 2_000 }),
    delivered: async () => received.map(({ mail: { subject = "", text = "" } }) => ({ subject, text })),
    breakDown: closeMailServers,
  };
});

describeNotifierContract("by Amazon SNS", async () => {
  const service = await startMessageService();
  const { topicArn, queueUrl } = await service.createTopic("quality");
  const sns = new SNSClient({ ...service.client, ...SNS_CLIENT });
  const told: { subject: string; text: string }[] = [];
  return {
    notifier: createSnsNotifier({ sns, topicArn }),
    async delivered() {
      for (const { Body = "" } of await service.receive(queueUrl)) {
        const { Subject, Message } = JSON.parse(Body) as { Subject: string; Message: string };
        told.push({ subject: Subject, text: Message });
      }
      return told;
    },
    breakDown: () => service.stop(),
    async stop() {
      sns.destroy();
    },
  };
});
