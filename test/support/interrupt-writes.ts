import type { DynamoTable } from "../../src/adapters/aws/dynamo-items.ts";

/**
 * What goes wrong at a write. `before`: the process dies and the write never happens. `after`: it happens, and the
 * process dies before it knows. `answer-lost`: it happens, the answer is lost on the way, the process lives on.
 */
export type Interruption = "before" | "after" | "answer-lost";

/**
 * Let something go wrong at the n-th write to the table, counted from 1; a dead process does not write any more.
 * @returns how many writes there were so far
 */
export function interruptWrites(
  { dynamo }: DynamoTable,
  atWrite: number,
  interruption: Interruption,
): () => number {
  let writes = 0;
  dynamo.middlewareStack.add(
    (next, context) => async (args) => {
      if (!isWrite(context.commandName)) return next(args);
      writes += 1;
      const dead = interruption !== "answer-lost" && writes > atWrite;
      if (dead || (writes === atWrite && interruption === "before")) throw new Error("killed");
      const answer = await next(args);
      if (writes !== atWrite) return answer;
      throw interruption === "after" ? new Error("killed") : answerLost();
    },
    { step: "deserialize", priority: "high", name: "interruptWrites" },
  );
  return () => writes;
}

function isWrite(commandName: string | undefined): boolean {
  return /^(Put|Update|Delete)Item/.test(commandName ?? "");
}

/** What the SDK throws, and tries again after, when a connection breaks. */
function answerLost(): Error {
  return Object.assign(new Error("socket hang up"), { name: "TimeoutError", code: "ECONNRESET" });
}
