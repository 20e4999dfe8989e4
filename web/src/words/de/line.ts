export const line = {
  title: "Linie",
} as const;
