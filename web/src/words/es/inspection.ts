export const inspection = {
  title: "Inspección",
} as const;
