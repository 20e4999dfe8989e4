export const welcome = {
  title: "Erste Schritte",
} as const;
