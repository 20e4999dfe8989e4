import { z } from "zod";

/**
 * How a photo is exposed and focused, as measured in a copy at most 640 pixels wide and high. Luma is that of Rec. 709
 * over the encoded sRGB values. Sharpness is the variance of the Laplacian (Pech-Pacheco and others, "Diatom autofocusing
 * in brightfield microscopy", ICPR 2000): it falls with blur and rises with noise, and only compares photos of alike
 * scenes.
 */
export const imageQualitySchema = z.object({
  brightness: z.number().min(0).max(1).describe("Mean luma; 0 is black, 1 is white."),
  sharpness: z.number().min(0).describe("Variance of the Laplacian of luma in steps of 0 to 255."),
});
export type ImageQuality = z.infer<typeof imageQualitySchema>;
