import type { Command } from "commander";
import type { ModelInfo } from "../../ports/model-store.ts";
import { readCard, type TaughtCard } from "../../recognition/lesson-card.ts";
import { proposeThresholds } from "../../recognition/propose-thresholds.ts";
import { withPlatform } from "./command-context.ts";

export type ModelOptions = { modelVersion?: string; escapeTarget?: number };

/**
 * A model's card; with another escape target, thresholds are proposed anew from what its lesson saw.
 * @throws PartproofError `not-found`, `damaged`
 */
export async function readModelCard(
  command: Command,
  name: string,
  { modelVersion, escapeTarget }: ModelOptions,
): Promise<{ info: ModelInfo; card: TaughtCard }> {
  const { info, content } = await withPlatform(command, ({ models }) => models.get(name, modelVersion));
  const taught = readCard(content);
  const { evidence } = taught.card;
  if (escapeTarget === undefined || !evidence) return { info, card: taught };
  const proposal = proposeThresholds(evidence, escapeTarget);
  return { info, card: { ...taught, card: { ...taught.card, proposal } } };
}
