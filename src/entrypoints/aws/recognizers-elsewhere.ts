import { PartproofError } from "../../domain/errors.ts";
import type { Platform } from "../../flow/platform.ts";
import type { Recognizer } from "../../ports/recognizer.ts";

/**
 * Which recognizers the inspect function has, for a function that only has to know whether a recipe can be published.
 */
export function recognizersElsewhere(
  inspectedBy: "own" | "rekognition",
): Pick<Platform, "recognizers" | "textReader"> {
  const elsewhere = async (): Promise<never> => {
    throw new PartproofError("internal", "Photos are looked at by the inspect function, not here.");
  };
  const recognizer: Recognizer = { recognize: elsewhere };
  return {
    recognizers: {
      "rekognition-labels": recognizer,
      "rekognition-custom-labels": recognizer,
      ...(inspectedBy === "own" ? { embedded: recognizer } : {}),
    },
    textReader: { read: elsewhere },
  };
}
