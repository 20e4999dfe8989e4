export const inspection = {
  title: "Inspection",
} as const;
