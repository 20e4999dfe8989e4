import type { z } from "zod";
import type { ModelStore } from "../../ports/model-store.ts";
import type { ObjectReader } from "../../ports/object-reader.ts";
import type { ProjectStore } from "../../ports/project-store.ts";
import type { Recognizer } from "../../ports/recognizer.ts";
import type { TextReader } from "../../ports/text-reader.ts";
import type { RecognitionPool } from "../../recognition/recognition-pool.ts";
import { parseInput } from "./parse-input.ts";
import type { Trainer } from "./trainer.ts";

/** What the operations work with. */
export type Services = {
  /** Knows the model `general`. */
  recognizer: Recognizer;
  textReader: TextReader;
  pool: Pick<RecognitionPool, "detectParts">;
  models: ModelStore;
  projects: ProjectStore;
  /** Without it, for want of an S3 server, versions cannot be taught here. */
  trainer?: Trainer | undefined;
  /** Reads `S3Object`s; without it they are refused. */
  objects?: ObjectReader | undefined;
  now(): Date;
  /** How long a version shows as starting or stopping. */
  transitionMs: number;
};

/** `region`: what the client signed for, so that ARNs name it. */
export type Call = { services: Services; region: string; addHeader(name: string, value: string): void };

/** What a caller needs to be allowed: to look at photos, to see projects, or to change them. */
export type Permission = "detect" | "describe" | "change";

/** One call of the service: its permission, the shape of its input, and what it does. */
export type Operation = {
  permission: Permission;
  /** @throws WireError, PartproofError or UnusablePhotoError */
  handle(body: Uint8Array, call: Call): Promise<object>;
};

/** Ties a schema to what reads it, so that the input's type stays inside of the operation. */
export function operation<T>(
  permission: Permission,
  schema: z.ZodType<T>,
  run: (input: T, call: Call) => Promise<object>,
): Operation {
  return { permission, handle: async (body, call) => run(parseInput(schema, body), call) };
}
