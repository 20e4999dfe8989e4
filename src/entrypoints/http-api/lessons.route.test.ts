import sharp from "sharp";
import { expect, test } from "vitest";
import { createMemoryDesk } from "../../../test/support/memory-desk.ts";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import { createTestPlatform, jpeg, screws } from "../../../test/support/test-platform.ts";
import { teachNextLesson } from "../../flow/teach-next-lesson.ts";
import type { Teacher } from "../../ports/teacher.ts";
import { writeContainer } from "../../recognition/model-container.ts";

const MODEL = writeContainer(
  { format: 3, mode: "find", longSide: 256, labels: ["screw"], card: { photos: 1, seed: 1 } },
  {},
);
const screw = { label: "screw", box: { left: 0.1, top: 0.4, width: 0.1, height: 0.1 } };

/** The API with a desk for teaching, and a lesson of one photo. */
async function arrange(teacher: Partial<Teacher> = {}) {
  const desk = createMemoryDesk(createTestPlatform(), { teach: async () => MODEL, ...teacher });
  const { call: ask, ...api } = await createTestApi({ teaching: desk, models: desk.models });
  const call = (method: string, path: string, body?: unknown) => ask("quality", method, path, body);
  const made = await (await call("POST", "/v1/lessons", { name: "Box <b>1</b>" })).json();
  const lesson = `/v1/lessons/${made.id}`;
  const add = async (shade: number, fileName = `${shade}.jpg`) => {
    const data = Buffer.from(await jpeg(shade)).toString("base64");
    return call("POST", `${lesson}/photos`, { fileName, data });
  };
  const photo = await (await add(1)).json();
  const boxes = `${lesson}/photos/${photo.sha256}/boxes`;
  const teach = async (body: object = { model: "box" }) => {
    const started = await (await call("POST", `${lesson}/teaching`, body)).json();
    await teachNextLesson(desk, new AbortController().signal);
    return (await call("GET", `${lesson}/teaching/${started.id}`)).json();
  };
  return { ...api, desk, call, lesson, add, photo, boxes, teach };
}

test("A lesson tells its photos, its parts, and which photos lack a part", async () => {
  const { call, lesson, add, boxes } = await arrange();
  const second = await (await add(2)).json();
  await call("PUT", boxes, { version: 0, boxes: [screw, { ...screw, label: "led" }] });
  await call("PUT", `${lesson}/photos/${second.sha256}/boxes`, { version: 0, boxes: [screw, screw] });

  const whole = await (await call("GET", lesson)).json();
  const { items } = await (await call("GET", "/v1/lessons")).json();

  expect(whole).toMatchObject({ name: "Box <b>1</b>", createdBy: "Ana (quality)" });
  expect(whole.photos[0]).toMatchObject({ fileName: "1.jpg", width: 120, height: 90, version: 1 });
  expect(whole.photos[0]).not.toHaveProperty("imageKey");
  expect(whole.parts).toEqual([
    { label: "screw", boxes: 3, photos: 2, empty: 0 },
    { label: "led", boxes: 1, photos: 1, empty: 1 },
  ]);
  expect(items).toMatchObject([{ photoCount: 2, markedCount: 2, cover: whole.photos[0].sha256 }]);
});

test("The same photo again is there already, and its boxes stay", async () => {
  const { call, add, boxes } = await arrange();
  await call("PUT", boxes, { version: 0, boxes: [screw] });

  const again = await add(1, "copy.jpg");

  expect(again.status).toBe(200);
  expect(await again.json()).toMatchObject({ fileName: "1.jpg", boxes: [screw] });
});

test("A photo of an inspection is taken as the camera handed it in", async () => {
  const { call, lesson, inspected } = await arrange();
  const inspectionId = await inspected();

  const added = await call("POST", `${lesson}/photos`, { inspectionId });
  const { sha256 } = await added.json();
  const original = await (await call("GET", `/v1/inspections/${inspectionId}/original`)).arrayBuffer();
  const kept = await (await call("GET", `${lesson}/photos/${sha256}`)).arrayBuffer();

  expect(added.status).toBe(201);
  expect(Buffer.from(kept).equals(Buffer.from(original))).toBe(true);
});

test("A photo comes small as WebP where a width is asked for", async () => {
  const { call, lesson, photo } = await arrange();

  const response = await call("GET", `${lesson}/photos/${photo.sha256}?width=64`);

  expect(response.headers.get("content-type")).toBe("image/webp");
  expect((await sharp(Buffer.from(await response.arrayBuffer())).metadata()).width).toBe(64);
});

test.each([
  ["a web page", { fileName: "a.jpg", data: Buffer.from("<html>").toString("base64") }, 422],
  ["no base64", { fileName: "a.jpg", data: "…" }, 400],
  ["a path upwards", { fileName: "../../a.jpg", data: "AAAA" }, 400],
  ["no such inspection", { inspectionId: "none" }, 404],
  ["both a file and an inspection", { fileName: "a.jpg", data: "AAAA", inspectionId: "x" }, 400],
])("As a photo, %s is refused", async (_what, body, status) => {
  const { call, lesson } = await arrange();

  const response = await call("POST", `${lesson}/photos`, body);

  expect(response.status).toBe(status);
  expect((await (await call("GET", lesson)).json()).photos).toHaveLength(1);
});

test.each([
  ["out of the photo", { ...screw, box: { left: 0.95, top: 0, width: 0.1, height: 0.1 } }],
  ["of no width", { ...screw, box: { left: 0, top: 0, width: 0, height: 0.1 } }],
  ["of a nameless part", { ...screw, label: "" }],
  ["of a part with a control character", { ...screw, label: "a\u0000" }],
  ["with more than it should have", { ...screw, script: "1" }],
])("A box %s is refused", async (_what, box) => {
  const { call, boxes } = await arrange();

  const response = await call("PUT", boxes, { version: 0, boxes: [box] });

  expect(response.status).toBe(400);
});

test("Who comes second is told that somebody has changed the boxes, and overwrites nothing", async () => {
  const { call, boxes, lesson } = await arrange();
  await call("PUT", boxes, { version: 0, boxes: [screw] });

  const late = await call("PUT", boxes, { version: 0, boxes: [] });

  expect(late.status).toBe(409);
  expect((await late.json()).detail).toContain("Ana (quality) has changed them");
  expect((await (await call("GET", lesson)).json()).photos[0].boxes).toEqual([screw]);
});

test("Teaching waits, runs in the background, and ends with a model and its card", async () => {
  const { call, boxes, teach, lesson } = await arrange();
  await call("PUT", boxes, { version: 0, boxes: [screw] });

  const done = await teach({ model: "box", look: "find", effort: "quick" });
  const card = await (await call("GET", `/v1/models/box?version=${done.version}`)).json();
  const { items } = await (await call("GET", `${lesson}/teaching`)).json();

  expect(done).toMatchObject({ state: "done", look: "find", effort: "quick", seed: 1 });
  expect(card).toMatchObject({ name: "box", mode: "find", labels: ["screw"], photos: 1, worst: [] });
  expect(items).toEqual([done]);
});

test("A lesson without a box is refused at once, but not where normal looks are to be learned", async () => {
  const { call, lesson } = await arrange();

  const parts = await call("POST", `${lesson}/teaching`, { model: "box" });
  const normal = await call("POST", `${lesson}/teaching`, { model: "box", look: "normal" });

  expect(parts.status).toBe(400);
  expect((await parts.json()).detail).toMatch(/No photo of the lesson has a box/);
  expect(normal.status).toBe(202);
});

test("Teaching can be canceled while it waits", async () => {
  const { call, lesson, boxes } = await arrange();
  await call("PUT", boxes, { version: 0, boxes: [screw] });
  const started = await call("POST", `${lesson}/teaching`, { model: "box" });

  const twice = await call("POST", `${lesson}/teaching`, { model: "box" });
  const canceled = await call("POST", `${started.headers.get("location")}/cancellation`);

  expect(twice.status).toBe(409);
  expect((await canceled.json()).state).toBe("canceled");
});

test("Suggestions leave out what is marked already and what is too weak", async () => {
  const seen = [...screws(2), { ...screws(4, 0.1)[3], label: "screw", confidence: 0.1 }];
  const { call, lesson, photo, boxes, teach } = await arrange({ look: async () => seen });
  await call("PUT", boxes, { version: 0, boxes: [screw] });

  const before = await call("POST", `${lesson}/suggestions`, { photo: photo.sha256 });
  const { version } = await teach();
  const after = await call("POST", `${lesson}/suggestions`, { photo: photo.sha256 });

  expect(before.status).toBe(404);
  expect(await after.json()).toEqual({
    model: { name: "box", version },
    boxes: [{ ...screws(2)[1] }],
  });
});

test("Boxes drawn elsewhere are taken over by file name, whatever the folder", async () => {
  const { call, lesson, add } = await arrange();
  const second = await (await add(2)).json();
  await call("PUT", `${lesson}/photos/${second.sha256}/boxes`, { version: 0, boxes: [screw] });
  const images = ["a/1.jpg", "a/2.jpg", "a/3.jpg"].map((file_name, id) => ({
    ...{ id, file_name, width: 120, height: 90 },
  }));
  const annotations = images.map(({ id }) => ({ image_id: id, category_id: 5, bbox: [12, 9, 12, 9] }));
  const text = JSON.stringify({ images, annotations, categories: [{ id: 5, name: "led" }] });

  const taken = await call("POST", `${lesson}/labels`, { format: "coco", fileName: "coco.json", text });

  expect(await taken.json()).toEqual({ marked: ["1.jpg"], kept: ["2.jpg"], unknown: 1 });
  const { photos } = await (await call("GET", lesson)).json();
  expect(photos[0].boxes).toEqual([{ label: "led", box: { left: 0.1, top: 0.1, width: 0.1, height: 0.1 } }]);
  expect(photos[1].boxes).toEqual([screw]);
});

test("Two models are compared on the marked photos of a lesson, and what went wrong is named", async () => {
  const sees = { box: screws(1), old: [] };
  const { call, lesson, photo, boxes, desk } = await arrange({
    look: async (_photo, { name }) => sees[name as keyof typeof sees],
  });
  await call("PUT", boxes, { version: 0, boxes: [screw] });
  for (const name of ["box", "old"]) await desk.models.put(name, MODEL, "2026-03-01T08:00:00Z");
  const id = lesson.split("/").at(-1);

  const compared = await call("POST", "/v1/models/box/comparison", {
    on: "lesson",
    lesson: id,
    with: { model: "old" },
  });

  expect(await compared.json()).toMatchObject({
    photos: 1,
    candidate: { model: "box", countExact: 1, worst: [], learnedFrom: 0 },
    running: { countExact: 0, worst: [{ sha256: photo.sha256, missed: ["screw"] }] },
  });
});

test("A model is compared with what people decided on archived inspections", async () => {
  const { call, inspected, desk } = await arrange();
  const id = await inspected();
  const decision = { decision: "overrule", verdict: "fail", reason: "A screw is loose." };
  await call("POST", `/v1/inspections/${id}/dispositions`, decision);
  await desk.models.put("box", MODEL, "2026-03-01T08:00:00Z");
  const compare = (model: string) =>
    call("POST", `/v1/models/${model}/comparison`, { on: "inspections", recipe: "block" });

  const compared = await compare("box");
  const unknown = await compare("none");

  expect(await compared.json()).toMatchObject({
    ...{ replayed: 1, decided: 1, flips: 0, worse: false },
    running: { escapes: 1 },
    candidate: { escapes: 1 },
  });
  expect(unknown.status).toBe(404);
});

test("A removed lesson takes its teaching and its photos with it", async () => {
  const { call, lesson, boxes, desk, photo } = await arrange();
  await call("PUT", boxes, { version: 0, boxes: [screw] });
  const { id } = await (await call("POST", `${lesson}/teaching`, { model: "box" })).json();

  const removed = await call("DELETE", lesson);

  expect(removed.status).toBe(204);
  expect((await desk.teachings.get(id))?.state).toBe("canceled");
  expect((await call("GET", `${lesson}/photos/${photo.sha256}`)).status).toBe(404);
});

test("Where nothing can be taught, the answer says where it can", async () => {
  const { call } = await createTestApi();

  const response = await call("quality", "GET", "/v1/lessons");

  expect(response.status).toBe(404);
  expect((await response.json()).detail).toMatch(/does not teach.*partproof teach/);
});
