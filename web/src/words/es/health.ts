export const health = {
  title: "Estado",
} as const;
