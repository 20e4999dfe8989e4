import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { board } from "../simulator/board.ts";
import { drawPhoto } from "../simulator/draw-photo.ts";
import { readCard } from "./lesson-card.ts";
import { createRecognitionPool } from "./recognition-pool.ts";

const SIZE = { width: 800, height: 600 } as const;
const TAUGHT = ["U1", "U2", "R5", "C16"];

const pool = createRecognitionPool({ threads: 2 });
afterAll(() => pool.close());

test("Places of marked photos are the evidence of a fixed layout, those of an unmarked photo are none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "golden-lesson-"));
  const shown = [
    { missing: [], marked: true },
    { missing: ["R5"], marked: true },
    { missing: [], marked: false },
  ];
  const examples = await Promise.all(
    shown.map(async ({ missing, marked }, at) => {
      const { jpeg, truth } = await drawPhoto(board, 7, at, { ...SIZE, missing });
      const file = join(folder, `${at}.jpg`);
      await writeFile(file, jpeg);
      const parts = truth.parts.filter(({ name, present }) => present && TAUGHT.includes(name));
      return { file, ...SIZE, boxes: marked ? parts.map(({ name, box }) => ({ label: name, box })) : [] };
    }),
  );

  const { card } = readCard(await pool.teach(examples, { look: "golden" }));

  expect(card.evidence).toMatchObject({ unit: "place", photos: 2 });
  const trials = card.proposal?.parts.map(({ label, escapes, falseRejects }) => [
    label,
    escapes.trials,
    falseRejects.trials,
  ]);
  expect(trials).toEqual([
    ["C16", 0, 2],
    ["R5", 1, 1],
    ["U1", 0, 2],
    ["U2", 0, 2],
  ]);
}, 120_000);
