export const session = {
  title: "Anmelden",
  token: "Token",
  tokenHelp: "Die Administration erstellt eines mit: partproof token create",
  signIn: "Anmelden",
} as const;
