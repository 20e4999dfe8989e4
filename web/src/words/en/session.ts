export const session = {
  title: "Sign in",
  token: "Token",
  tokenHelp: "An administrator makes one with: partproof token create",
  signIn: "Sign in",
} as const;
