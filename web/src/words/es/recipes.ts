export const recipes = {
  title: "Recetas",
} as const;
