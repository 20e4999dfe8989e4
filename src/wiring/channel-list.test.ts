import { expect, test } from "vitest";
import { type ListedChannel, readChannelList, writeChannelList } from "./channel-list.ts";

test("channels are written so that they are read as they were", () => {
  const channels: ListedChannel[] = [
    { name: "mes", reads: {} },
    { name: "qc-chat", reads: { language: "de", timeZone: "Europe/Berlin" } },
    { name: "lab", reads: { timeZone: "UTC" } },
  ];

  const text = writeChannelList(channels);

  expect(text).toBe("mes,qc-chat:de:Europe/Berlin,lab::UTC");
  expect(readChannelList(text)).toEqual(channels);
});

test("no channels are an empty text", () => {
  expect(writeChannelList([])).toBe("");
  expect(readChannelList("")).toEqual([]);
});
