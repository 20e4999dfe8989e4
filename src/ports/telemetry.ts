import type { Inspection } from "../domain/inspection.ts";
import type { RecipeRef } from "../domain/recipe.ts";

/** What happened, in the words of the flow. Adapters turn it into log lines and metrics. */
export type TelemetryEvent =
  | {
      event: "image-received";
      inspectionId: string;
      line?: string | undefined;
      recipe: RecipeRef;
      /** Who handed it in, where the caller had to say who it is. */
      client?: string | undefined;
      duplicate: boolean;
    }
  | { event: "inspection-completed"; inspection: Inspection }
  | { event: "inspection-retried"; inspectionId: string; attempt: number; reason: string; delayMs: number }
  | { event: "inspection-buried"; inspectionId: string; attempts: number; reason: string }
  | { event: "inspection-recovered"; inspectionId: string; sequence: number }
  | { event: "report-kept"; reportId: string; sequence: number }
  | { event: "jobs-woken"; jobs: number }
  | { event: "message-sent"; messageId: string }
  | { event: "message-failed"; messageId: string; reason: string; willRetry: boolean }
  | { event: "review-claimed" | "review-released"; inspectionId: string; by: string }
  | { event: "intake-paused"; reason: string }
  | { event: "intake-failed"; fileName: string; reason: string }
  | { event: "photos-reconciled"; arrived: number; unaccounted: number; missing: string[] }
  | { event: "evidence-verified"; entries: number; intact: boolean; reason?: string | undefined };

export interface Telemetry {
  record(event: TelemetryEvent): void;
  /** An unexpected error with its stack and cause: for the log only, never for a user. */
  failed(doing: string, error: unknown, context?: Record<string, string>): void;
}
