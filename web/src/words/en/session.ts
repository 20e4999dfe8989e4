export const session = {
  title: "Sign in",
  name: "Name",
  password: "Password",
  token: "Token",
  tokenHelp: "An administrator makes one in the settings, or with: partproof token create",
  useToken: "Sign in with a token instead",
  usePassword: "Sign in with name and password instead",
  signIn: "Sign in",
  ended: "Your session has ended. Sign in again; what you were doing is still there.",
  asking: "One moment …",
  cognitoFailed: "Signing in did not work. Try again; if it keeps failing, ask an administrator.",
} as const;
