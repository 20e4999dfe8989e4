import { expect, test } from "vitest";
import type { ProjectVersion } from "../../ports/project-store.ts";
import { statusMessageOf, statusOf } from "./version-status.ts";

const version: ProjectVersion = {
  project: { name: "screws", createdMs: 1 },
  name: "first",
  createdMs: 2,
  state: "training",
  changedMs: 10_000,
  message: "Teaching: 40 % done.",
  details: {},
};

test("A training that nobody reports on for a minute has failed, and the message says what to do", () => {
  const alive = statusOf(version, 69_000, 0);
  const dead = statusOf(version, 71_000, 0);

  expect(alive).toBe("TRAINING_IN_PROGRESS");
  expect(statusMessageOf(version, alive)).toBe("Teaching: 40 % done.");
  expect(dead).toBe("TRAINING_FAILED");
  expect(statusMessageOf(version, dead)).toContain("create another");
});
