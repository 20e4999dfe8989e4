import type { ModelInfo, ModelStore } from "../ports/model-store.ts";
import { readCard, type TaughtCard } from "../recognition/lesson-card.ts";
import { proposeThresholds } from "../recognition/propose-thresholds.ts";

export type ModelOptions = { modelVersion?: string | undefined; escapeTarget?: number | undefined };

/**
 * A model's card; with another escape target, thresholds are proposed anew from what its lesson saw.
 * @throws PartproofError `not-found`, `damaged`
 */
export async function readModelCard(
  models: Pick<ModelStore, "get">,
  name: string,
  { modelVersion, escapeTarget }: ModelOptions,
): Promise<{ info: ModelInfo; card: TaughtCard }> {
  const { info, content } = await models.get(name, modelVersion);
  const taught = readCard(content);
  const { evidence } = taught.card;
  if (escapeTarget === undefined || !evidence) return { info, card: taught };
  const proposal = proposeThresholds(evidence, escapeTarget);
  return { info, card: { ...taught, card: { ...taught.card, proposal } } };
}
