/** A secondary index. All keys are strings; `includes` is what it copies beside its keys and those of the table. */
export type TableIndex = {
  name: string;
  partitionKey: string;
  sortKey: string;
  includes: readonly string[];
};

/** What a query needs to tell whether an inspection fits, and a count to count it, without reading the record. */
const LOOKED_UP = ["recipe", "line", "serial", "lot", "verdict"] as const;

function byTime(name: string, partitionKey: string): TableIndex {
  return { name, partitionKey, sortKey: "at", includes: LOOKED_UP.filter((field) => field !== partitionKey) };
}

/** Of what has to be done: jobs and messages by their state, in the order in which they are due. */
export const WORK_INDEX = "by-work";

/**
 * The one table as plain data: tests make it from this, and so does the stack. Which item is where, and why, is in
 * docs/decisions/0019-records-on-dynamodb.md.
 */
export const RECORDS_TABLE = {
  partitionKey: "pk",
  sortKey: "sk",
  /** Seconds since 1970; an item without it stays for good. */
  timeToLiveAttribute: "expiresAt",
  indexes: [
    byTime("by-time", "timeline"),
    byTime("by-recipe", "recipe"),
    byTime("by-line", "line"),
    byTime("by-serial", "serial"),
    byTime("by-lot", "lot"),
    byTime("by-attention", "attention"),
    {
      name: WORK_INDEX,
      partitionKey: "work",
      sortKey: "workAt",
      includes: ["state", "availableMs"],
    },
  ] satisfies TableIndex[],
} as const;
