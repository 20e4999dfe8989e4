export const recipes = {
  title: "Rezepte",
} as const;
