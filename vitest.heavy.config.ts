import { defineConfig } from "vitest/config";
import { reportersFor } from "./test/support/reporters.ts";

/** Proofs that take minutes or want the machine for themselves; `npm run test:heavy`. */
const config = defineConfig({
  test: {
    include: ["test/heavy/**/*.test.ts"],
    testTimeout: 30 * 60_000,
    hookTimeout: 10 * 60_000,
    fileParallelism: false,
    reporters: reportersFor("heavy"),
  },
});

export { config as default };
