export const inspections = {
  title: "Inspecciones",
} as const;
