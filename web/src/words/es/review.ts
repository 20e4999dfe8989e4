export const review = {
  title: "Revisión",
} as const;
