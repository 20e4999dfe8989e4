export const session = {
  title: "Anmelden",
  name: "Name",
  password: "Passwort",
  token: "Token",
  tokenHelp: "Die Administration erstellt eines in den Einstellungen oder mit: partproof token create",
  useToken: "Stattdessen mit einem Token anmelden",
  usePassword: "Stattdessen mit Name und Passwort anmelden",
  signIn: "Anmelden",
  ended: "Ihre Sitzung ist beendet. Melden Sie sich wieder an; woran Sie waren, ist noch da.",
  asking: "Einen Moment …",
  cognitoFailed:
    "Die Anmeldung hat nicht geklappt. Versuchen Sie es noch einmal; hilft das nicht, fragen Sie die Administration.",
} as const;
