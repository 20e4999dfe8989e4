import { ListSubscriptionsByTopicCommand, type SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";

/**
 * Subscribe addresses to a topic; who is subscribed already stays so. In the template they would be unsubscribed by
 * the next deployment that does not name them.
 * @param addresses separated by commas
 * @returns those that must confirm the mail they get now
 */
export async function subscribe(sns: SNSClient, topicArn: string, addresses: string): Promise<string[]> {
  const known = await subscribed(sns, topicArn);
  const added: string[] = [];
  for (const address of addresses.split(",").map((part) => part.trim())) {
    if (!/^[^\s@]+@[^\s@]+$/.test(address))
      throw new Error(`Expected mail addresses, received "${address}".`);
    if (known.has(address)) continue;
    await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: "email", Endpoint: address }));
    added.push(address);
  }
  return added;
}

async function subscribed(sns: SNSClient, topicArn: string): Promise<Set<string>> {
  const known = new Set<string>();
  let token: string | undefined;
  do {
    const page = await sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken: token }),
    );
    for (const { Protocol, Endpoint } of page.Subscriptions ?? [])
      if (Protocol === "email" && Endpoint) known.add(Endpoint);
    token = page.NextToken;
  } while (token);
  return known;
}
