import { createMemoryImageStore } from "../../src/adapters/memory/memory-image-store.ts";
import { createMemoryLessonStore } from "../../src/adapters/memory/memory-lesson-store.ts";
import { createMemoryTeachingStore } from "../../src/adapters/memory/memory-teaching-store.ts";
import type { TeachingDesk } from "../../src/flow/teaching-desk.ts";
import type { Teacher } from "../../src/ports/teacher.ts";
import type { createTestPlatform } from "./test-platform.ts";

/** Lessons in memory beside a test platform, with a teacher that does as a test says. */
export function createMemoryDesk(
  { platform, memory }: ReturnType<typeof createTestPlatform>,
  teacher: Partial<Teacher> = {},
): TeachingDesk {
  return {
    ...platform,
    models: memory.models,
    lessons: createMemoryLessonStore(),
    teachings: createMemoryTeachingStore(),
    photos: createMemoryImageStore(),
    teacher: { teach: async () => new Uint8Array([1, 2, 3]), look: async () => [], ...teacher },
  };
}
