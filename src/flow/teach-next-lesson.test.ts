import { expect, test } from "vitest";
import { createMemoryDesk } from "../../test/support/memory-desk.ts";
import { createTestPlatform, jpeg } from "../../test/support/test-platform.ts";
import { PartproofError } from "../domain/errors.ts";
import type { Teacher } from "../ports/teacher.ts";
import { addLessonPhoto, removeUnusedPhotos } from "./add-lesson-photo.ts";
import { teachNextLesson } from "./teach-next-lesson.ts";

const REPORT_MS = 5;

async function arrange(teacher: Partial<Teacher> = {}) {
  const testPlatform = createTestPlatform();
  const desk = createMemoryDesk(testPlatform, teacher);
  const at = desk.now().toISOString();
  await desk.lessons.create({ id: "box", name: "Box", createdAt: at, createdBy: "Ana" });
  const { photo } = await addLessonPhoto(desk, "box", {
    content: await jpeg(),
    fileName: "1.jpg",
    by: "Ana",
  });
  const teach = (id: string, lessonId = "box") =>
    desk.teachings.add({
      ...{ id, lessonId, model: "box", look: "find", effort: "quick", seed: 7 },
      ...{ state: "waiting", askedBy: "Ana", askedAt: at, stage: "", fraction: 0 },
    });
  const stopped = new AbortController();
  const next = () => teachNextLesson(desk, stopped.signal, REPORT_MS);
  return { desk, photo, teach, next, stopped, memory: testPlatform.memory };
}

/** Teaches until it is told to stop, and says that it has begun. */
function endless() {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const teach: Teacher["teach"] = (_photos, _request, { signal, onProgress }) => {
    onProgress(0.4, "learning");
    begin();
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
  return { teach, begun };
}

test("A lesson that waits becomes a version of the model that was asked for", async () => {
  const asked: unknown[] = [];
  const { desk, photo, teach, next } = await arrange({
    teach: async (photos, request) => {
      asked.push(photos, request);
      return new Uint8Array([1, 2, 3]);
    },
  });
  await teach("1");

  const taught = await next();

  const { info } = await desk.models.get("box");
  expect(taught).toBe(true);
  expect(asked).toEqual([[photo], { model: "box", look: "find", effort: "quick", seed: 7 }]);
  expect(await desk.teachings.get("1")).toMatchObject({ state: "done", version: info.version });
  expect(await next()).toBe(false);
});

test("One that cannot be learned fails with the reason, and the next has its turn", async () => {
  const { desk, teach, next, memory } = await arrange({
    teach: async () => {
      throw new PartproofError("invalid-input", "No photo has a box. Mark at least one part in one photo.");
    },
  });
  await desk.lessons.create({
    id: "empty",
    name: "Empty",
    createdAt: "2026-03-01T08:00:00Z",
    createdBy: "Ana",
  });
  await teach("1");
  await teach("2", "empty");

  await next();
  await next();

  expect((await desk.teachings.get("1"))?.message).toMatch(/^No photo has a box/);
  expect((await desk.teachings.get("2"))?.message).toMatch(/^The lesson has no photo/);
  expect(memory.telemetry.failures).toEqual([]);
});

test("What fails inside goes to the log, and says no more than that", async () => {
  const { desk, teach, next, memory } = await arrange({
    teach: async () => {
      throw new Error("secret of the machine");
    },
  });
  await teach("1");

  await next();

  expect((await desk.teachings.get("1"))?.message).not.toContain("secret");
  expect(memory.telemetry.failures).toHaveLength(1);
});

test("A canceled lesson stops and leaves no model behind", async () => {
  const { teach: teachForever, begun } = endless();
  const { desk, teach, next } = await arrange({ teach: teachForever });
  await teach("1");

  const running = next();
  await begun;
  await desk.teachings.cancel("1", desk.now());
  await running;

  expect((await desk.teachings.get("1"))?.state).toBe("canceled");
  expect(await desk.models.list()).toEqual([]);
});

test("When the server stops, the lesson under way fails and says to start it again", async () => {
  const { teach: teachForever, begun } = endless();
  const { desk, teach, next, stopped } = await arrange({ teach: teachForever });
  await teach("1");

  const running = next();
  await begun;
  stopped.abort();
  await running;

  expect(await desk.teachings.get("1")).toMatchObject({
    state: "failed",
    message: expect.stringContaining("Start it again"),
  });
});

test("The file of a removed photo goes; that of a photo in another lesson stays", async () => {
  const { desk, photo } = await arrange();
  const content = await jpeg(7);
  await desk.lessons.create({
    id: "other",
    name: "Other",
    createdAt: "2026-03-01T08:00:00Z",
    createdBy: "Ana",
  });
  const { photo: shared } = await addLessonPhoto(desk, "box", { content, fileName: "2.jpg", by: "Ana" });
  await addLessonPhoto(desk, "other", { content, fileName: "2.jpg", by: "Ana" });

  await desk.lessons.remove("box");
  await removeUnusedPhotos(desk);

  await expect(desk.photos.get(photo.imageKey)).rejects.toMatchObject({ code: "not-found" });
  expect((await desk.photos.get(shared.imageKey)).length).toBe(shared.bytes);
  expect(await desk.lessons.unusedImages()).toEqual([]);
});

test("A file that is no whole photo is not taken into a lesson", async () => {
  const { desk } = await arrange();
  const whole = await jpeg(9);

  const cut = addLessonPhoto(desk, "box", { content: whole.slice(0, -200), fileName: "cut.jpg", by: "Ana" });

  await expect(cut).rejects.toMatchObject({ name: "UnusablePhotoError", reason: "corrupt" });
  expect(await desk.lessons.photos("box")).toHaveLength(1);
});
