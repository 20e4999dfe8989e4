export const welcome = {
  title: "Primeros pasos",
} as const;
