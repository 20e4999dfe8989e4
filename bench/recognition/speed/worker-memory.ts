import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { reportBar } from "../bars.ts";
import type { DrawnPhotos } from "./drawn-photos.ts";
import type { MemoryTask, MemoryUsed } from "./memory-probe.ts";
import type { TaughtModels } from "./taught-models.ts";

/**
 * Memory of one worker by each way to look: the resident set of a process whose pool has one worker, while it looks
 * again and again, less what it was before the pool was made. So the photos being resized and the models count too.
 */
export async function measureMemory(models: TaughtModels, { tried }: DrawnPhotos): Promise<void> {
  const photos = tried.map(({ file }) => file);
  const tasks: MemoryTask[] = [
    ...Object.entries(models).map(([look, { path }]) => ({ look, model: path, photos })),
    { look: "text", photos },
  ];
  for (const task of tasks) {
    const { before, most, last } = await probe(task);
    console.log(
      `${task.look}: process ${before.toFixed(0)} MB before the worker starts, at most ${most.toFixed(0)} MB, ` +
        `${last.toFixed(0)} MB after the last photo`,
    );
    reportBar({ name: `memory of a worker in MB, ${task.look}`, side: "most", mean: 400 }, [most - before]);
  }
}

async function probe(task: MemoryTask): Promise<MemoryUsed> {
  const child = fork(fileURLToPath(new URL("./memory-probe.ts", import.meta.url)));
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The process that measures memory ended with exit code ${code}.`);
  });
  const told = once(child, "message");
  child.send(task);
  const [used] = await Promise.race([told, ended]);
  return used as MemoryUsed;
}
