export const inspections = {
  title: "Inspections",
} as const;
