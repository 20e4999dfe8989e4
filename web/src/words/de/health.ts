export const health = {
  title: "Zustand",
} as const;
