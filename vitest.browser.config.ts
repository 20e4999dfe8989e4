import { defineConfig } from "vitest/config";
import { reportersFor } from "./test/support/reporters.ts";

/** The dashboard in a real browser, against the real server; `npm run test:browser`. */
const config = defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    testTimeout: 3 * 60_000,
    hookTimeout: 3 * 60_000,
    fileParallelism: false,
    reporters: reportersFor("browser"),
  },
});

export { config as default };
