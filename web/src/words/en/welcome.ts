export const welcome = {
  title: "First steps",
} as const;
