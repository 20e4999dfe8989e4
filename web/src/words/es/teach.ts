export const teach = {
  title: "Enseñar",
} as const;
