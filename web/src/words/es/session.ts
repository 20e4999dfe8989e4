export const session = {
  title: "Iniciar sesión",
  token: "Token",
  tokenHelp: "La administración crea uno con: partproof token create",
  signIn: "Entrar",
} as const;
