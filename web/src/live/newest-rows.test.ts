import { expect, it } from "vitest";
import type { InspectionSummary } from "./live-connection.ts";
import { newestRows } from "./newest-rows.ts";

function row(id: string, receivedAt: string, over: Partial<InspectionSummary> = {}): InspectionSummary {
  return {
    id,
    sequence: 1,
    verdict: "pass",
    recipe: { id: "block", version: 1 },
    fileName: `${id}.jpg`,
    receivedAt,
    inspectedAt: receivedAt,
    faults: [],
    faultCount: 0,
    hasAnalyzed: true,
    ...over,
  };
}
const [first, second, third] = ["08:00:01", "08:00:02", "08:00:03"].map((time, i) =>
  row(`id-${i + 1}`, `2026-03-01T${time}Z`),
) as [InspectionSummary, InspectionSummary, InspectionSummary];
const decided = { decision: "overrule", verdict: "fail", by: "Ana" } as const;

it("shows what was heard once, newest first, also when a list that has it comes later", () => {
  const rows = newestRows([second, first], [third, second], [], 10);

  expect(rows.map(({ id }) => id)).toEqual(["id-3", "id-2", "id-1"]);
});

it("puts a photo that took long where it was received, and one received at the same time by its id", () => {
  const twin = row("id-9", first.receivedAt);

  const rows = newestRows([third, second], [first, twin], [], 3);

  expect(rows.map(({ id }) => id)).toEqual(["id-3", "id-2", "id-9"]);
});

it("shows the last decision, whichever way it came", () => {
  const listed = row("id-1", first.receivedAt, { decided: { ...decided, at: "2026-03-01T09:00:00Z" } });
  const older = { ...decided, verdict: "pass" as const, inspectionId: "id-1", at: "2026-03-01T08:30:00Z" };
  const other = { ...decided, inspectionId: "id-2", at: "2026-03-01T08:30:00Z" };

  const rows = newestRows([second, listed], [], [older, other], 10);

  expect(rows.map(({ decided: last }) => last?.verdict)).toEqual(["fail", "fail"]);
});
