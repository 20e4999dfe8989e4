import { readFileSync } from "node:fs";
import { z } from "zod";

const packageSchema = z.object({ version: z.string().default("unknown") });

/** Of Partproof, from the package.json two folders up: of the project, and of a Lambda's bundle. */
export const VERSION = packageSchema.parse(
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")),
).version;
