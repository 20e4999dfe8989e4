/** A recipe that wants a number of stop signs, and tells channels when some are named. */
export const signs = (count: number, channels: { name: string; when: string }[] = []) => ({
  id: channels.length > 0 ? `told-${count}` : `signs-${count}`,
  version: 1,
  title: `Wants ${count} stop signs`,
  recognizer: { kind: "rekognition-labels", model: "general" },
  parts: [{ label: "Stopsign", count }],
  fileName: "{serial}.jpg",
  notify: { to: ["quality@example.com"], channels },
});
