import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fitsPattern } from "./event-pattern.ts";

export type BusEvent = { source: string; "detail-type": string; detail: unknown };
export type BusRule = { bus: string; pattern: unknown; deliver(event: BusEvent): Promise<void> };

/**
 * An event bus that carries out the rules of the template. Where EventBridge has a service model, this has the
 * one call that is used, PutEvents, and refuses fields that it does not know.
 */
export async function startEventBridge(rules: readonly BusRule[]) {
  async function publish(bus: string, event: BusEvent): Promise<number> {
    const fitting = rules.filter((rule) => rule.bus === bus && fitsPattern(rule.pattern, event));
    const whole = { version: "0", id: randomUUID(), time: new Date().toISOString(), region: "us-east-1" };
    for (const rule of fitting) await rule.deliver({ ...whole, ...event });
    return fitting.length;
  }

  const server = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "Content-Type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
    if (request.headers["x-amz-target"] !== "AWSEvents.PutEvents")
      return answer(400, { __type: "UnknownOperationException" });
    const { Entries, ...others } = JSON.parse(text);
    const unknown = [others, ...Entries.map(strangeFields)].flatMap(Object.keys);
    if (unknown.length > 0) return answer(400, { __type: "ValidationException", message: unknown.join() });
    for (const { EventBusName, Source, DetailType, Detail } of Entries)
      await publish(EventBusName, { source: Source, "detail-type": DetailType, detail: JSON.parse(Detail) });
    return answer(200, { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: randomUUID() })) });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** As a service of AWS does on the default bus. @returns how many rules took it */
    publish: (event: BusEvent) => publish("default", event),
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function strangeFields(entry: Record<string, unknown>) {
  const { EventBusName, Source, DetailType, Detail, Time, Resources, TraceHeader, ...others } = entry;
  return others;
}
