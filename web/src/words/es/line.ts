export const line = {
  title: "Línea",
} as const;
