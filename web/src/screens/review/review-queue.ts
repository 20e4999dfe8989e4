import { api } from "../../api/client.ts";
import type { components } from "../../api/schema.gen.ts";

/** An inspection that the server has handed to this tab alone. */
export type Review = components["schemas"]["Review"];
export type Waiting = { waiting: number; held: number; samples: number; oldestQueuedAt?: string };
export type Outcome = "pass" | "fail";

/** What it means to agree: a pass drawn as a sample stays one; what the system doubts is a fault. */
export function agreedOutcome({ inspection }: Review): Outcome {
  return inspection.verdict === "pass" ? "pass" : "fail";
}

/** @throws what the server answered */
export async function takeNext(except: string[]): Promise<Waiting & { review?: Review }> {
  const { data, error } = await api.POST("/v1/reviews/next", { body: { except } });
  if (!data) throw error;
  return data;
}

export async function decide(review: Review, verdict: Outcome, reason: string): Promise<void> {
  const decision = verdict === agreedOutcome(review) ? "agree" : "overrule";
  const { error } = await api.POST("/v1/inspections/{id}/dispositions", {
    params: { path: { id: review.inspection.id } },
    body: { decision, verdict, reason, claim: review.claim },
  });
  if (error) throw error;
}

/** Takes the decision back, and the review to decide anew. */
export async function takeBack(id: string, reason: string): Promise<Review> {
  const path = { id };
  const withdrawn = await api.POST("/v1/inspections/{id}/dispositions/withdrawal", {
    params: { path },
    body: { reason },
  });
  if (withdrawn.error) throw withdrawn.error;
  const { data, error } = await api.POST("/v1/reviews/{id}/claim", { params: { path } });
  if (!data) throw error;
  return data;
}

export async function renew({ inspection, claim }: Review): Promise<void> {
  const { error } = await api.PUT("/v1/reviews/{id}/claim", {
    params: { path: { id: inspection.id } },
    body: { claim },
  });
  if (error) throw error;
}

/** Gives it back, also while the tab is closing. That it fails matters to nobody: the claim runs out. */
export async function giveBack({ inspection, claim }: Review): Promise<void> {
  await api
    .DELETE("/v1/reviews/{id}/claim", {
      params: { path: { id: inspection.id }, query: { claim } },
      keepalive: true,
    })
    .catch(() => undefined);
}
