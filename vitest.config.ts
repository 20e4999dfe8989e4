import { defineConfig } from "vitest/config";
import { reportersFor } from "./test/support/reporters.ts";

const config = defineConfig({
  test: {
    include: [
      "src/**/*.test.ts",
      "web/src/**/*.test.ts",
      "test/contracts/**/*.test.ts",
      "test/platforms/**/*.test.ts",
    ],
    testTimeout: 30_000,
    // Two cores are the smallest machine we promise to work on.
    maxWorkers: 2,
    reporters: reportersFor("default"),
  },
});

export { config as default };
