import { describe, expect, it } from "vitest";
import { createMemoryTelemetry } from "../../adapters/memory/memory-telemetry.ts";
import { createMemoryWorkQueue } from "../../adapters/memory/memory-work-queue.ts";
import { redriveBoth } from "./redrive-both.ts";

const NOW = new Date("2026-03-01T08:00:00Z");

async function withOneDead() {
  const queue = createMemoryWorkQueue();
  await queue.enqueue({ inspectionId: "a" }, NOW);
  await queue.bury("a", "broken", NOW);
  return queue;
}

describe("redriving where messages have copies", () => {
  it("puts the job back and removes its copy", async () => {
    const removed: string[] = [];
    const remove = async (id: string) => removed.push(id);
    const queue = redriveBoth(await withOneDead(), { remove }, createMemoryTelemetry());

    await queue.redrive("a", NOW);

    expect(removed).toEqual(["a"]);
    expect(await queue.stats(NOW)).toMatchObject({ waiting: 1, dead: 0 });
  });

  it("succeeds also where the copy cannot be removed, and tells support", async () => {
    const remove = () => Promise.reject(new Error("SQS is away"));
    const telemetry = createMemoryTelemetry();
    const queue = redriveBoth(await withOneDead(), { remove }, telemetry);

    await queue.redrive("a", NOW);

    expect(await queue.stats(NOW)).toMatchObject({ waiting: 1, dead: 0 });
    expect(telemetry.failures).toHaveLength(1);
  });

  it("leaves the copies alone when there is no such dead letter", async () => {
    const removed: string[] = [];
    const remove = async (id: string) => removed.push(id);
    const queue = redriveBoth(createMemoryWorkQueue(), { remove }, createMemoryTelemetry());

    await expect(queue.redrive("a", NOW)).rejects.toMatchObject({ code: "not-found" });
    expect(removed).toEqual([]);
  });
});
