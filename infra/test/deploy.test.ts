import { ListSubscriptionsByTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { describe, expect, it } from "vitest";
import { readContext } from "../deploy/read-context.ts";
import { subscribe } from "../deploy/subscribe.ts";

describe("the context of a command line", () => {
  it("is read in both ways of writing it, and passed on", () => {
    const { context, forCdk } = readContext(["--context", "stage=prod", "-c", "qualityMail=a=b@x.org"]);

    expect(context).toEqual({ stage: "prod", qualityMail: "a=b@x.org" });
    expect(forCdk).toEqual(["--context", "stage=prod", "--context", "qualityMail=a=b@x.org"]);
  });

  it.each([[["prod"]], [["--context", "stage"]], [["--stage", "prod"]]])("refuses %j", (args) => {
    expect(() => readContext(args)).toThrow("Expected --context name=value");
  });
});

/** A client whose calls are answered here: one subscriber on each of two pages. */
function snsWith(subscribed: string[]) {
  const calls: string[] = [];
  const sns = new SNSClient({ region: "eu-central-1" });
  sns.middlewareStack.add(
    (_next, context) => async (args) => {
      const input = args.input as Record<string, string>;
      if (context["commandName"] === SubscribeCommand.name) calls.push(String(input["Endpoint"]));
      const page = Number(input["NextToken"] ?? 0);
      const listed = context["commandName"] === ListSubscriptionsByTopicCommand.name;
      const output = listed
        ? {
            Subscriptions: subscribed
              .slice(page, page + 1)
              .map((Endpoint) => ({ Protocol: "email", Endpoint })),
            ...(page + 1 < subscribed.length ? { NextToken: String(page + 1) } : {}),
          }
        : {};
      return { output: { $metadata: {}, ...output }, response: {} };
    },
    { step: "initialize" },
  );
  return { sns, calls };
}

describe("subscribing the quality group", () => {
  it("asks only those that are not subscribed yet, whichever page they are on", async () => {
    const { sns, calls } = snsWith(["one@example.com", "two@example.com"]);

    const added = await subscribe(
      sns,
      "arn:aws:sns:eu-central-1:1:quality",
      "two@example.com, new@example.com",
    );

    expect(added).toEqual(["new@example.com"]);
    expect(calls).toEqual(["new@example.com"]);
  });
});
