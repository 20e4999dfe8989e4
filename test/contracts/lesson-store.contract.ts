import { describe, expect, test } from "vitest";
import { MOST_LESSON_PHOTOS } from "../../src/domain/lesson.ts";
import type { LessonStore, NewLessonPhoto } from "../../src/ports/lesson-store.ts";

const lesson = (id: string) => ({
  id,
  name: "Control box",
  createdAt: "2026-03-01T08:00:00.000Z",
  createdBy: "Ana",
});

function photo(letter: string): NewLessonPhoto {
  const sha256 = letter.repeat(64).slice(0, 64);
  const imageKey = `${sha256.slice(0, 2)}/${sha256}.jpg`;
  return {
    sha256,
    imageKey,
    fileName: `${letter}.jpg`,
    width: 640,
    height: 480,
    bytes: 1000,
    changedBy: "Ana",
  };
}

const screw = { label: "screw", box: { left: 0.1, top: 0.2, width: 0.3, height: 0.4 } };

export function describeLessonStoreContract(name: string, makeStore: () => Promise<LessonStore>): void {
  async function arrange() {
    const store = await makeStore();
    await store.create(lesson("01A"));
    const { photo: first } = await store.addPhoto("01A", photo("a"));
    return { store, first };
  }

  describe(`the lesson store ${name}`, () => {
    test("gives back lessons as they were made, the newest first", async () => {
      const { store } = await arrange();
      await store.create(lesson("01B"));

      expect(await store.list()).toEqual([lesson("01B"), lesson("01A")]);
      expect(await store.get("01A")).toEqual(lesson("01A"));
      expect(await store.get("01C")).toBeUndefined();
    });

    test("keeps photos in the order in which they were added, each once", async () => {
      const { store, first } = await arrange();
      await store.addPhoto("01A", photo("c"));
      await store.addPhoto("01A", photo("b"));
      await store.mark("01A", first.sha256, { version: 0, boxes: [screw], changedBy: "Ben" });

      const again = await store.addPhoto("01A", { ...photo("a"), fileName: "other.jpg" });

      expect(again).toMatchObject({ added: false, photo: { fileName: "a.jpg", version: 1, boxes: [screw] } });
      expect((await store.photos("01A")).map(({ fileName }) => fileName)).toEqual([
        "a.jpg",
        "c.jpg",
        "b.jpg",
      ]);
    });

    test("gives back boxes to the last digit", async () => {
      const { store, first } = await arrange();
      const box = { left: 1 / 3, top: 0.1 + 0.2, width: 2 / 7, height: Number.MIN_VALUE };

      await store.mark("01A", first.sha256, {
        version: 0,
        boxes: [{ label: "screw", box }],
        changedBy: "Ben",
      });

      expect((await store.photo("01A", first.sha256))?.boxes).toEqual([{ label: "screw", box }]);
    });

    test("of two people who change the same boxes, the second is told who was first, and changes nothing", async () => {
      const { store, first } = await arrange();
      await store.mark("01A", first.sha256, { version: 0, boxes: [screw], changedBy: "Ben" });

      const late = store.mark("01A", first.sha256, { version: 0, boxes: [], changedBy: "Cleo" });

      await expect(late).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("Ben") });
      expect(await store.photo("01A", first.sha256)).toMatchObject({ version: 1, boxes: [screw] });
    });

    test("answers a change whose answer was lost as it did at first", async () => {
      const { store, first } = await arrange();
      const change = { version: 0, boxes: [screw], changedBy: "Ben" };
      const once = await store.mark("01A", first.sha256, change);

      const twice = await store.mark("01A", first.sha256, change);

      expect(twice).toEqual(once);
    });

    test("takes no more photos than a lesson may have", async () => {
      const { store } = await arrange();
      for (let n = 1; n < MOST_LESSON_PHOTOS; n++) await store.addPhoto("01A", photo(`f${n}-`));

      const oneMore = store.addPhoto("01A", photo("b"));

      await expect(oneMore).rejects.toMatchObject({ code: "conflict" });
      expect(await store.addPhoto("01A", photo("a"))).toMatchObject({ added: false });
    });

    test("says of what was removed which files are unused, but not of those in another lesson", async () => {
      const { store, first } = await arrange();
      await store.create(lesson("01B"));
      await store.addPhoto("01B", photo("a"));
      await store.addPhoto("01B", photo("b"));

      await store.removePhoto("01A", first.sha256);
      const whileUsed = await store.unusedImages();
      await store.remove("01B");

      expect(whileUsed).toEqual([]);
      expect((await store.unusedImages()).sort()).toEqual([photo("a").imageKey, photo("b").imageKey]);
      expect(await store.photos("01B")).toEqual([]);
    });

    test("does not call a file unused that was added again, or that is gone", async () => {
      const { store, first } = await arrange();
      await store.addPhoto("01A", photo("b"));
      await store.removePhoto("01A", first.sha256);
      await store.removePhoto("01A", photo("b").sha256);

      await store.addPhoto("01A", photo("a"));
      await store.forgetImage(photo("b").imageKey);

      expect(await store.unusedImages()).toEqual([]);
    });

    test("says what is not there", async () => {
      const { store } = await arrange();
      const { sha256 } = photo("b");
      const change = { version: 0, boxes: [], changedBy: "Ana" };

      const asked = [
        store.remove("none"),
        store.addPhoto("none", photo("a")),
        store.mark("none", sha256, change),
        store.mark("01A", sha256, change),
        store.removePhoto("01A", sha256),
      ];

      for (const one of asked) await expect(one).rejects.toMatchObject({ code: "not-found" });
      expect(await store.photo("01A", sha256)).toBeUndefined();
    });
  });
}
