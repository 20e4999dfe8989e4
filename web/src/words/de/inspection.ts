export const inspection = {
  title: "Prüfung",
} as const;
