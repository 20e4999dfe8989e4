export const reports = {
  title: "Berichte",
} as const;
