export const reports = {
  title: "Informes",
} as const;
