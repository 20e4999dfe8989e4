import type { Inspection } from "../../src/domain/inspection.ts";
import type { Platform } from "../../src/flow/platform.ts";
import { processNext } from "../../src/flow/process-next.ts";
import { publishRecipe } from "../../src/flow/publish-recipe.ts";
import { receiveImage, type Submission } from "../../src/flow/receive-image.ts";
import { controlBox } from "../../src/simulator/control-box.ts";
import { drawPhoto } from "../../src/simulator/draw-photo.ts";
import { recipeFor } from "../../src/simulator/recipe-for.ts";
import type { Dashboard } from "./start-dashboard.ts";

type Wanted = {
  /** Which photo of the pretend line; its serial follows from it. */
  index: number;
  line?: string;
  /** Parts that are left out; by chance without it. */
  missing?: string[];
  /** How sure the recognizer is of each part, 0 to 1. */
  confidence?: number;
  source?: Partial<Submission["source"]>;
  /** When it is received; now without it. */
  at?: Date;
};

/**
 * A camera and a recognizer that knows the truth of each photo, on the real platform: what follows is all real, and
 * quicker than to teach a model first.
 */
export async function createPretendLine({ embedded }: Dashboard) {
  await publishRecipe(embedded.platform, recipeFor(controlBox), { publishedBy: "test" });

  return async function inspect(wanted: Wanted): Promise<Inspection> {
    const { index, line = "line-1", missing, confidence = 0.97, source, at } = wanted;
    const { jpeg, truth } = await drawPhoto(
      controlBox,
      7,
      index,
      missing ? { missing } : { missingRate: 0.3 },
    );
    const detections = truth.parts
      .filter(({ present }) => present)
      .map(({ label, box }) => ({ label, box, confidence }));
    const platform: Platform = {
      ...embedded.platform,
      now: () => at ?? new Date(),
      recognizers: {
        embedded: {
          recognize: async () => ({
            detections,
            recognizer: { kind: "embedded", model: controlBox.id, version: "0123456789ab" },
            reservations: [],
          }),
        },
      },
    };
    const fileName = `${truth.serial}.jpg`;
    const { receipt } = await receiveImage(platform, {
      recipeId: controlBox.id,
      sourceKey: `test:${line}:${index}`,
      source: { fileName, line, serial: truth.serial, ...source },
      photo: jpeg,
      extension: "jpg",
    });
    await processNext(platform);
    return (
      (await platform.records.get(receipt.inspectionId)) ?? Promise.reject(new Error("There is no verdict."))
    );
  };
}
