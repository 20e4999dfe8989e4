import { numberOf, textOf } from "./dynamo-codec.ts";
import { assign, type Item, type Items } from "./dynamo-items.ts";
import { keyOf, sortableSequence } from "./dynamo-keys.ts";

/** Which entries of the chain are recorded. An entry is here once everything that follows from it is written. */
export type EntryLog = {
  recordedHash(sequence: number): Promise<string | undefined>;
  lastRecorded(): Promise<number>;
  recordedThrough(): Promise<number>;
  /**
   * Enter an entry, as the last write of recording it. @param writer tells one attempt from any other
   * @returns what stands there now: this entry, or the one that came first
   */
  enter(sequence: number, sha256: string, writer: string): Promise<{ sha256: string; writer: string }>;
};

export function openEntryLog(items: Items): EntryLog {
  const mark = keyOf.mark("recorded-through");
  const { pk } = keyOf.entry(0);

  async function known(sequence: number) {
    const item = await items.get(keyOf.entry(sequence));
    return item && { sha256: textOf(item, "sha256"), writer: textOf(item, "writer") };
  }

  /**
   * From the mark on to the first gap. What was found is marked, so that nobody goes that way again; the mark only
   * ever rises, whoever writes it, and an older one costs nothing but a longer way.
   */
  async function recordedThrough(): Promise<number> {
    const marked = await items.get(mark);
    const from = marked === undefined ? 0 : numberOf(marked, "sequence");
    let through = from;
    const following = items.query({
      where: "#pk = :pk AND #sk > :from",
      values: { pk, from: sortableSequence(from) },
    });
    for await (const entry of following) {
      if (sequenceOf(entry) !== through + 1) break;
      through += 1;
    }
    if (through > from) {
      await items.update(mark, {
        ...assign({ sequence: through }),
        when: "attribute_not_exists(#sequence) OR #sequence < :sequence",
      });
    }
    return through;
  }

  return {
    recordedThrough,

    async recordedHash(sequence) {
      return (await known(sequence))?.sha256;
    },

    async lastRecorded() {
      const newest = items.query({ where: "#pk = :pk", values: { pk }, descending: true, pageSize: 1 });
      for await (const entry of newest) return sequenceOf(entry);
      return 0;
    },

    async enter(sequence, sha256, writer) {
      // Before the entry itself, which stays the last write: so this never has far to go when somebody asks.
      if (sequence % MARK_EVERY === 0) await recordedThrough();
      const entered = await items.putNew({ ...keyOf.entry(sequence), sha256, writer });
      return entered ? { sha256, writer } : ((await known(sequence)) ?? { sha256, writer });
    },
  };
}

/** Between two marks a question costs at most one page; a mark with every entry would cost a write with each. */
const MARK_EVERY = 50;

function sequenceOf(entry: Item): number {
  return Number(textOf(entry, "sk"));
}
