import { defineConfig } from "vitest/config";

const counted: ["json", { outputFile: string }] = ["json", { outputFile: "../.ci/results/infra.json" }];

const config = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    maxWorkers: 2,
    reporters: process.env["CI"] ? ["default", counted] : ["default"],
  },
});

export { config as default };
