export const line = {
  title: "Line",
} as const;
