import type { ImageStore } from "../ports/image-store.ts";
import type { LessonStore } from "../ports/lesson-store.ts";
import type { ModelStore } from "../ports/model-store.ts";
import type { Teacher } from "../ports/teacher.ts";
import type { TeachingStore } from "../ports/teaching-store.ts";
import type { Platform } from "./platform.ts";

/**
 * Everything that gathering lessons and teaching them needs. Its photos lie apart from the evidence: they are no
 * evidence, may be removed at any time, and no retention keeps or ends them.
 */
export type TeachingDesk = {
  lessons: LessonStore;
  teachings: TeachingStore;
  photos: ImageStore;
  teacher: Teacher;
  models: ModelStore;
} & Pick<Platform, "telemetry" | "now" | "newId"> & { settings: Pick<Platform["settings"], "photoLimits"> };
