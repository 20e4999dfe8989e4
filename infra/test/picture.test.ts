import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { layOut } from "../draw/lay-out.ts";
import { readPicture } from "../draw/read-picture.ts";
import { renderSvg } from "../draw/render-svg.ts";
import type { TemplateJson } from "../draw/template-facts.ts";
import { synthesize } from "./synthesize.ts";

const picture = readPicture(synthesize().template.toJSON() as TemplateJson);
const titled = (id: string) => picture.nodes.find((node) => node.id === id)?.title;

describe("the picture of the stack", () => {
  it("in the docs is that of this stack; npm run draw:architecture draws it again", () => {
    const shown = readFileSync(new URL("../../docs/images/aws.svg", import.meta.url), "utf8");

    expect(renderSvg(picture, layOut(picture))).toBe(shown);
  });

  it("shows the way of a photo and of a mail", () => {
    const ways = picture.edges.map(({ from, to }) => `${titled(from)} → ${titled(to)}`);

    expect(ways).toEqual(
      expect.arrayContaining([
        "Incoming → Inspect queue",
        "Inspect queue → Inspect",
        "Inspect → Bus",
        "Bus → Digest queue",
        "Digest queue → Digest",
        "Digest → Quality",
      ]),
    );
  });

  it("shows which stores a function may only read", () => {
    const verify = picture.nodes.find(({ title, kind }) => title === "Verify" && kind === "Lambda");

    expect(verify?.uses).toEqual([
      { store: "evidence", writes: false },
      { store: "table", writes: true },
    ]);
  });
});
