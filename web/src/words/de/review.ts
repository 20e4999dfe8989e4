export const review = {
  title: "Nachprüfen",
} as const;
