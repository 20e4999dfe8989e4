import { defineConfig } from "vitest/config";

export const config = defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 30_000,
    // Two cores are the smallest machine we promise to work on; workers of the product need one of them.
    maxWorkers: 2,
  },
});

export { config as default };
