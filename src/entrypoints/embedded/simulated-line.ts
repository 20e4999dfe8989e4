import type { PhotoTruth } from "../../simulator/plan-photo.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";
import type { SimulatedLine, SimulationStatus } from "../http-api/http-api-deps.ts";
import { improveDemo, prepareDemo, runDemoLine } from "./demo-line.ts";

export type SimulationListener = {
  /** @param fraction of the teaching that is done, 0 to 1 */
  onProgress?: (fraction: number) => void;
  onRunning?: () => void;
  /** The better model judges from now on. */
  onImproved?: () => void;
  onTruth?: (truth: PhotoTruth) => void;
};

/**
 * The simulated line of one server, started from the command line or the dashboard. A start while it runs changes
 * nothing; one after it failed tries again.
 */
export function createSimulatedLine(
  embedded: EmbeddedPlatform,
  options: { intervalMs: number; listener?: SimulationListener },
): SimulatedLine {
  const { intervalMs, listener = {} } = options;
  let status: SimulationStatus = { state: "stopped" };
  let stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function run(signal: AbortSignal): Promise<void> {
    const onProgress = (progress: number) => {
      status = { state: "teaching", progress };
      listener.onProgress?.(progress);
    };
    onProgress(0);
    await prepareDemo(embedded, onProgress, signal);
    status = { state: "running" };
    listener.onRunning?.();
    const improving = improveDemo(embedded, signal).then(
      (improved) => improved && listener.onImproved?.(),
      (error: unknown) =>
        signal.aborted || embedded.platform.telemetry.failed("teach the simulated widget", error),
    );
    await runDemoLine(embedded, { intervalMs, signal, onTruth: listener.onTruth ?? (() => undefined) });
    await improving;
  }

  return {
    status: () => status,
    start() {
      if (running) return running;
      stopping = new AbortController();
      const { signal } = stopping;
      running = run(signal)
        .then(
          () => {
            status = { state: "stopped" };
          },
          (error: unknown) => {
            status = signal.aborted ? { state: "stopped" } : { state: "failed", reason: reasonOf(error) };
            if (signal.aborted) return;
            embedded.platform.telemetry.failed("run the simulated line", error);
            throw error;
          },
        )
        .finally(() => {
          running = undefined;
        });
      // Whoever does not wait for it learns from the status.
      running.catch(() => undefined);
      return running;
    },
    async stop() {
      stopping.abort();
      await running?.catch(() => undefined);
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
