import type { Settings } from "./settings.ts";

/** One stack a stage. */
export function stackName({ stage }: Pick<Settings, "stage">): string {
  return `Partproof-${stage}`;
}
