export const teach = {
  title: "Anlernen",
} as const;
