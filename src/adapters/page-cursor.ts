import { z } from "zod";
import { PartproofError } from "../domain/errors.ts";

const positionSchema = z.tuple([z.int(), z.string().max(100)]);

/** The last inspection of a page: when it was received (milliseconds since 1970), and its id. */
export type Position = z.infer<typeof positionSchema>;

export function writeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** @throws PartproofError `invalid-input` for what {@link writeCursor} did not make */
export function readCursor(cursor: string): Position {
  try {
    return positionSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new PartproofError("invalid-input", "The cursor is not one that this store made.", { cause });
  }
}
