/** The same signs as on the marked-up photo: a state is never told by its color alone. */
export const STATE_SYMBOLS = {
  present: "✓",
  missing: "✕",
  extra: "+",
  misplaced: "→",
  uncertain: "?",
} as const;
