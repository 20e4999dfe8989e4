import { z } from "zod";
import { s3ObjectSchema } from "./image-input.ts";

const assetSchema = z.strictObject({
  GroundTruthManifest: z.strictObject({ S3Object: s3ObjectSchema }),
});
export type Asset = z.infer<typeof assetSchema>;
const assetsSchema = z.array(assetSchema).min(1).max(1);

export const outputConfigSchema = z.strictObject({
  S3Bucket: z.string().min(3).max(255).optional(),
  S3KeyPrefix: z.string().max(1024).optional(),
});
export const trainingDataSchema = z.strictObject({ Assets: assetsSchema });
export const testingDataSchema = z
  .strictObject({ Assets: assetsSchema.optional(), AutoCreate: z.boolean().optional() })
  .refine((testing) => (testing.Assets === undefined) === (testing.AutoCreate === true), {
    message: "either Assets or AutoCreate: true",
  });

/** What is remembered of a version beside its state: what its creator said, and what training found. */
export const versionDetailsSchema = z.strictObject({
  description: z.string().optional(),
  output: outputConfigSchema.optional(),
  training: trainingDataSchema.optional(),
  testing: testingDataSchema.optional(),
  trainingEndedMs: z.number().optional(),
  trainingSeconds: z.number().optional(),
  /** 0 to 1. */
  f1Score: z.number().optional(),
  minInferenceUnits: z.number().optional(),
  maxInferenceUnits: z.number().optional(),
  /** From which confidence on a label counts where the caller does not say, 0 to 1. */
  thresholds: z.record(z.string(), z.number()).optional(),
});
export type VersionDetails = z.infer<typeof versionDetailsSchema>;
