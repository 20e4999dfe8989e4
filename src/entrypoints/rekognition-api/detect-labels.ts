import { z } from "zod";
import { GENERAL_MODEL } from "../../ports/recognizer.ts";
import { groupLabels, type WireLabel } from "./group-labels.ts";
import { imageSchema, LABEL_LIMITS, readImage } from "./image-input.ts";
import { operation } from "./operation.ts";
import { WireError } from "./wire-error.ts";

const DEFAULT_MIN_CONFIDENCE = 55;
const namesSchema = z.array(z.string().min(1).max(100)).max(100);

const filtersSchema = z.strictObject({
  LabelInclusionFilters: namesSchema.optional(),
  LabelExclusionFilters: namesSchema.optional(),
  LabelCategoryInclusionFilters: namesSchema.optional(),
  LabelCategoryExclusionFilters: namesSchema.optional(),
});
type Filters = z.infer<typeof filtersSchema>;

const inputSchema = z.strictObject({
  Image: imageSchema,
  MaxLabels: z.int().min(0).optional(),
  MinConfidence: z.number().min(0).max(100).default(DEFAULT_MIN_CONFIDENCE),
  Features: z
    .array(z.enum(["GENERAL_LABELS", "IMAGE_PROPERTIES"]))
    .max(2)
    .optional(),
  Settings: z
    .strictObject({
      GeneralLabels: filtersSchema.optional(),
      // Known, so that it is refused for what it is and not as a mistake.
      ImageProperties: z.looseObject({}).optional(),
    })
    .optional(),
});

/** Everyday objects, by the model `general`. */
export const detectLabels = operation("detect", inputSchema, async (input, { services }) => {
  const { Image, MaxLabels, MinConfidence, Features, Settings } = input;
  if (Features?.includes("IMAGE_PROPERTIES") || Settings?.ImageProperties) {
    const message = "Features: only GENERAL_LABELS is supported here; leave IMAGE_PROPERTIES out.";
    throw new WireError("InvalidParameterException", message);
  }
  const photo = await readImage(Image, LABEL_LIMITS, services.objects);
  const { detections, recognizer } = await services.recognizer.recognize(photo, GENERAL_MODEL);
  const labels = groupLabels(detections, MinConfidence).filter(passes(Settings?.GeneralLabels ?? {}));
  return { Labels: labels.slice(0, MaxLabels), LabelModelVersion: recognizer.version };
});

/** What is excluded is out, also when it is included; with nothing included, everything else is in. */
function passes(filters: Filters): (label: WireLabel) => boolean {
  const included = new Set(filters.LabelInclusionFilters);
  const includedCategories = new Set(filters.LabelCategoryInclusionFilters);
  const excluded = new Set(filters.LabelExclusionFilters);
  const excludedCategories = new Set(filters.LabelCategoryExclusionFilters);
  const includesAll = included.size + includedCategories.size === 0;
  return ({ Name, Categories }) => {
    const isIn = (categories: ReadonlySet<string>) =>
      Categories.some((category) => categories.has(category.Name));
    if (excluded.has(Name) || isIn(excludedCategories)) return false;
    return includesAll || included.has(Name) || isIn(includedCategories);
  };
}
