import type { components } from "../api/schema.gen.ts";

export type InspectionSummary = components["schemas"]["InspectionSummary"];
type Decided = NonNullable<InspectionSummary["decided"]>;
/** A decision of a person, or that one was taken back. */
export type DecisionEvent = { inspectionId: string; by: string; at: string } & (
  | Pick<Decided, "decision" | "verdict">
  | { decision: "withdrawn" }
);

/**
 * `live`: told as it happens. `asking`: this server sends no events, so lists have to be asked for. `lost`: the server
 * is not reached. (That nothing comes from a line is another matter.)
 */
export type LiveState = "connecting" | "live" | "asking" | "lost";

export type LiveListener = {
  inspection(summary: InspectionSummary): void;
  decision(decision: DecisionEvent): void;
  /** Too much was missed: what is shown has to be read anew. */
  reset(): void;
  state(state: LiveState): void;
  /** Milliseconds that the server's clock is ahead of this device's. */
  clock(aheadMs: number): void;
};

/** The server says that it is there every 10 s. */
const SILENCE_MS = 25_000;
const RETRY_MS = 2_000;
/** A server that refused the stream, such as one on AWS, is not asked for it all the time. */
const RETRY_REFUSED_MS = 30_000;
/** A browser has six connections to a server for all its tabs: one that nobody sees gives its own back. */
const HIDDEN_MS = 30_000;

/**
 * Follow what happens, and come back by itself after a drop, where it was.
 * @param after the sequence that is known already; without it, what happens from now on
 * @returns a function that ends it
 */
export function openLiveConnection(
  { line, after }: { line?: string | undefined; after?: number },
  listener: LiveListener,
): () => void {
  let known = after;
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let hidden: ReturnType<typeof setTimeout> | undefined;

  function connect() {
    disconnect();
    const query = new URLSearchParams({
      ...(known === undefined ? {} : { after: String(known) }),
      ...(line === undefined ? {} : { line }),
    });
    const opened = new EventSource(`/v1/events?${query}`);
    source = opened;
    const on = <T>(event: string, tell: (data: T) => void) =>
      opened.addEventListener(event, (message: MessageEvent<string>) => {
        heard(message.lastEventId);
        tell(JSON.parse(message.data));
      });
    on<InspectionSummary>("inspection", listener.inspection);
    on<DecisionEvent>("disposition", listener.decision);
    on<object>("reset", listener.reset);
    on<{ now: string }>("alive", ({ now }) => listener.clock(Date.parse(now) - Date.now()));
    // Closed means that there was an answer, and no stream; anything else is the network.
    opened.onerror = () => drop(opened.readyState === EventSource.CLOSED ? "asking" : "lost");
    silence = setTimeout(() => drop("lost"), SILENCE_MS);
  }

  function heard(id: string) {
    if (/^\d+$/.test(id)) known = Number(id);
    clearTimeout(silence);
    silence = setTimeout(() => drop("lost"), SILENCE_MS);
    listener.state("live");
  }

  function drop(state: "asking" | "lost") {
    disconnect();
    listener.state(state);
    retry = setTimeout(connect, state === "asking" ? RETRY_REFUSED_MS : RETRY_MS);
  }

  function disconnect() {
    clearTimeout(retry);
    clearTimeout(silence);
    source?.close();
    source = undefined;
  }

  function lookAtTab() {
    clearTimeout(hidden);
    if (document.visibilityState === "hidden") hidden = setTimeout(disconnect, HIDDEN_MS);
    else if (source === undefined) connect();
  }
  const cut = () => drop("lost");

  connect();
  document.addEventListener("visibilitychange", lookAtTab);
  window.addEventListener("online", connect);
  window.addEventListener("offline", cut);
  return () => {
    disconnect();
    clearTimeout(hidden);
    document.removeEventListener("visibilitychange", lookAtTab);
    window.removeEventListener("online", connect);
    window.removeEventListener("offline", cut);
  };
}
