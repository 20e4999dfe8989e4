import { PutObjectCommand } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { jpeg } from "../../support/test-platform.ts";
import type { RunningStack } from "./run-stack.ts";
import type { stackClient } from "./stack-client.ts";
import { until } from "./until.ts";

type Listed = { items: { id: string; verdict: string; evidence: { sequence: number } }[] };

/** The camera of a line at a running stack, and what people see of its photos. */
export function stackLine(stack: RunningStack, client: ReturnType<typeof stackClient>) {
  const incoming = stack.nameOf("ReceiveIncoming", "AWS::S3::Bucket");
  const mails: { Subject: string; Message: string }[] = [];

  async function inspectionsOf(serial: string): Promise<Listed["items"]> {
    const { body } = await client.call("inspector", "GET", `/v1/inspections?serial=${serial}`);
    return (body as Listed).items;
  }

  /** What the quality topic has published so far. */
  async function readMails() {
    const { Messages = [] } = await stack.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: stack.mailbox("NotifyQuality"), MaxNumberOfMessages: 10 }),
    );
    mails.push(...Messages.map(({ Body = "{}" }) => JSON.parse(Body)));
    return mails;
  }

  return {
    /** A camera's put. @returns what tells the stack of it, by the event that S3 would send */
    async put(recipe: string, serial: string, photo?: Uint8Array) {
      const key = `incoming/line-1/${recipe}/${serial}.jpg`;
      const Body = photo ?? (await jpeg());
      const { VersionId } = await stack.s3.send(new PutObjectCommand({ Bucket: incoming, Key: key, Body }));
      const object = { key, size: Body.length, etag: "x", "version-id": VersionId, sequencer: "1" };
      const event = {
        source: "aws.s3",
        "detail-type": "Object Created",
        detail: { version: "0", bucket: { name: incoming }, object, reason: "PutObject" },
      };
      return { tell: () => stack.publishEvent(event) };
    },

    inspectionsOf,

    async verdictOf(serial: string, seconds?: number) {
      const found = await until(
        () => inspectionsOf(serial),
        ({ length }) => length > 0,
        seconds,
      );
      return found[0]?.verdict;
    },

    readMails,

    mailAbout: (serial: string) =>
      until(readMails, (all) => all.some(({ Message }) => Message.includes(serial)), 30),
  };
}
