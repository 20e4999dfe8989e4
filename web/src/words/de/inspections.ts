export const inspections = {
  title: "Prüfungen",
} as const;
