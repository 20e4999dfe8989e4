import type { Box, LabelledBox } from "../../components/box-editor/labelled-box.ts";

/** A box as the server has it. */
export type MarkedPart = { label: string; box: Box };
export type ServerMarks = { sha256: string; version: number; boxes: readonly MarkedPart[] };

/**
 * `saved`: the server has what is seen. `unsaved`: it will be sent soon. `offline`: the server was not reached, and is
 * tried again by itself. `refused`: the server said no. `conflict`: somebody else has changed the same photo.
 */
export type SaveState = "saved" | "unsaved" | "offline" | "refused" | "conflict";
export type PhotoMarks = { boxes: readonly LabelledBox[]; state: SaveState; detail?: string };

/** How sending a photo's boxes ended. */
export type SaveOutcome =
  | { kind: "saved"; version: number }
  | { kind: "offline" }
  | { kind: "refused" | "conflict"; detail: string };

type Entry = PhotoMarks & { version: number; sending: boolean; past: (readonly LabelledBox[])[] };
type Drafts = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export type MarkStore = {
  subscribe(listener: () => void): () => void;
  marks(sha256: string): PhotoMarks | undefined;
  /** What the server has now; what is not saved yet stays as the person left it. */
  load(photos: readonly ServerMarks[]): void;
  change(sha256: string, boxes: readonly LabelledBox[]): void;
  /** Takes the last change of a photo back. */
  undo(sha256: string): void;
  /** After a conflict: keep what is here, or what the server has. */
  resolve(server: ServerMarks, keep: "mine" | "theirs"): void;
  /** How many photos the server does not have as they are seen here. */
  unsaved(): number;
  /** Sends what is not saved yet, once; what does not arrive is kept for the next visit. */
  close(): void;
};

const SAVE_AFTER_MS = 400;
const RETRY_AFTER_MS = 3_000;
const MOST_UNDO = 50;

/**
 * The boxes of a lesson while somebody draws them: every change is kept in the browser at once and sent soon after, and
 * sent again until the server has it.
 * @param lesson names its drafts
 */
export function createMarkStore(
  lesson: string,
  save: (sha256: string, version: number, boxes: MarkedPart[]) => Promise<SaveOutcome>,
  drafts: Drafts,
): MarkStore {
  const entries = new Map<string, Entry>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const listeners = new Set<() => void>();
  let closed = false;
  const draftKey = (sha256: string) => `partproof.lesson.${lesson}.${sha256}`;

  function update(sha256: string, change: Partial<Entry>): Entry | undefined {
    const entry = entries.get(sha256);
    if (!entry) return undefined;
    const { detail: _, ...rest } = entry;
    const next = { ...rest, ...change };
    entries.set(sha256, next);
    for (const listener of listeners) listener();
    return next;
  }

  function schedule(sha256: string, afterMs: number): void {
    clearTimeout(timers.get(sha256));
    if (closed) return;
    timers.set(
      sha256,
      setTimeout(() => void send(sha256), afterMs),
    );
  }

  async function send(sha256: string): Promise<void> {
    const entry = entries.get(sha256);
    if (!entry || entry.sending || entry.state === "saved" || entry.state === "conflict") return;
    update(sha256, { sending: true });
    const { version, boxes } = entry;
    const outcome = await save(sha256, version, boxes.map(withoutId));
    const now = entries.get(sha256);
    if (!now) return;
    const changed = now.boxes !== boxes;
    if (outcome.kind === "saved") {
      update(sha256, { sending: false, version: outcome.version, state: changed ? "unsaved" : "saved" });
      if (changed) {
        keepDraft(sha256);
        schedule(sha256, 0);
      } else drafts.removeItem(draftKey(sha256));
    } else if (outcome.kind === "offline") {
      update(sha256, { sending: false, state: "offline" });
      schedule(sha256, RETRY_AFTER_MS);
    } else {
      update(sha256, { sending: false, state: outcome.kind, detail: outcome.detail });
    }
  }

  function keepDraft(sha256: string): void {
    const entry = entries.get(sha256);
    if (!entry) return;
    const draft = { version: entry.version, boxes: entry.boxes.map(withoutId) };
    try {
      drafts.setItem(draftKey(sha256), JSON.stringify(draft));
    } catch {
      // A browser that keeps nothing, or no more: the change is still sent from memory.
    }
  }

  function put(sha256: string, boxes: readonly LabelledBox[], past: Entry["past"]): void {
    const state = entries.get(sha256)?.state === "conflict" ? "conflict" : "unsaved";
    if (!update(sha256, { boxes, past, state })) return;
    keepDraft(sha256);
    schedule(sha256, SAVE_AFTER_MS);
  }

  function take({ sha256, version, boxes }: ServerMarks): void {
    const known = entries.get(sha256);
    if (known && known.state !== "saved") return;
    if (known?.version === version) return;
    const draft = known ? undefined : readDraft(drafts.getItem(draftKey(sha256)));
    const base = { version, sending: false, past: known?.past ?? [] };
    if (!draft || sameParts(draft.boxes, boxes)) {
      if (draft) drafts.removeItem(draftKey(sha256));
      entries.set(sha256, { ...base, boxes: withIds(boxes, known?.boxes), state: "saved" });
      return;
    }
    const state = draft.version === version ? "unsaved" : "conflict";
    entries.set(sha256, { ...base, boxes: withIds(draft.boxes), state });
    if (state === "unsaved") schedule(sha256, 0);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    marks: (sha256) => entries.get(sha256),
    load(photos) {
      for (const photo of photos) take(photo);
      const there = new Set(photos.map(({ sha256 }) => sha256));
      for (const sha256 of entries.keys()) if (!there.has(sha256)) entries.delete(sha256);
      for (const listener of listeners) listener();
    },
    change(sha256, boxes) {
      const entry = entries.get(sha256);
      if (entry) put(sha256, boxes, [...entry.past, entry.boxes].slice(-MOST_UNDO));
    },
    undo(sha256) {
      const { past = [] } = entries.get(sha256) ?? {};
      const before = past.at(-1);
      if (before) put(sha256, before, past.slice(0, -1));
    },
    resolve(server, keep) {
      const { sha256, version } = server;
      if (keep === "mine") {
        update(sha256, { version, state: "unsaved" });
        schedule(sha256, 0);
        return;
      }
      drafts.removeItem(draftKey(sha256));
      update(sha256, { version, boxes: withIds(server.boxes), state: "saved" });
    },
    unsaved: () => [...entries.values()].filter(({ state }) => state !== "saved").length,
    close() {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      for (const sha256 of entries.keys()) void send(sha256);
    },
  };
}

/** Boxes that are the same keep their id, so that what is selected stays selected. */
function withIds(parts: readonly MarkedPart[], known: readonly LabelledBox[] = []): LabelledBox[] {
  return parts.map((part, at) => {
    const before = known[at];
    const id = before && sameParts([before], [part]) ? before.id : crypto.randomUUID();
    return { id, label: part.label, box: part.box };
  });
}

function withoutId({ label, box }: LabelledBox): MarkedPart {
  return { label, box };
}

function sameParts(some: readonly MarkedPart[], others: readonly MarkedPart[]): boolean {
  const plain = (parts: readonly MarkedPart[]) =>
    JSON.stringify(parts.map(({ label, box }) => [label, box.left, box.top, box.width, box.height]));
  return plain(some) === plain(others);
}

function readDraft(text: string | null): { version: number; boxes: MarkedPart[] } | undefined {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
