import { defineConfig } from "vitest/config";
import { reportersFor } from "./test/support/reporters.ts";

/** Proofs of the AWS adapters against real servers and stand-ins on loopback; `npm run test:aws`. */
const config = defineConfig({
  test: {
    include: ["test/aws/**/*.test.ts"],
    globalSetup: ["test/aws/provide-s3.ts"],
    testTimeout: 2 * 60_000,
    hookTimeout: 2 * 60_000,
    // They share a small machine with the servers they start.
    fileParallelism: false,
    reporters: reportersFor("aws"),
  },
});

export { config as default };
