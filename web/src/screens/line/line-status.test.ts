import { expect, it } from "vitest";
import { lineStatus } from "./line-status.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
/** Photos every so many seconds, the last one so many seconds ago. */
const photos = (everyS: number, lastS: number, count = 20) =>
  Array.from({ length: count }, (_, i) => new Date(NOW - (lastS + i * everyS) * 1000).toISOString());

it.each([
  ["photos come as usual", photos(4, 3), "running"],
  ["the last one is a little late", photos(4, 14), "running"],
  ["the last one is much later than usual", photos(4, 30), "late"],
  ["none came for thirty times as long as usual", photos(4, 130), "stopped"],
  ["a slow line takes its time", photos(600, 1200), "running"],
  ["a slow line is late", photos(600, 3100), "late"],
  ["a slow line stands", photos(600, 18_100), "stopped"],
  ["only two came, just now", photos(4, 50, 2), "running"],
  ["only two came, a while ago", photos(4, 70, 2), "late"],
  ["only two came, long ago", photos(4, 700, 2), "stopped"],
  ["the clocks differ", photos(4, -5), "running"],
])("when %s the line is told as such", (_what, received, kind) => {
  expect(lineStatus(received, NOW).kind).toBe(kind);
});

it("says since when, and what is usual, whatever a night's pause was", () => {
  const received = [...photos(4, 30, 10), ...photos(4, 40_000, 10)];

  expect(lineStatus(received, NOW)).toEqual({ kind: "late", sinceMs: 30_000, usualMs: 4000 });
});

it("waits where there never was a photo", () => {
  expect(lineStatus([], NOW)).toEqual({ kind: "waiting", sinceMs: 0 });
});
