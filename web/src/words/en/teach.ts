export const teach = {
  title: "Teach",
} as const;
