export const settings = {
  title: "Ajustes",
} as const;
