export const session = {
  title: "Iniciar sesión",
  name: "Nombre",
  password: "Contraseña",
  token: "Token",
  tokenHelp: "La administración crea uno en los ajustes, o con: partproof token create",
  useToken: "Entrar con un token",
  usePassword: "Entrar con nombre y contraseña",
  signIn: "Entrar",
  ended: "Su sesión ha terminado. Entre de nuevo; lo que estaba haciendo sigue ahí.",
  asking: "Un momento …",
  cognitoFailed:
    "No se ha podido entrar. Inténtelo de nuevo; si sigue fallando, pregunte a la administración.",
} as const;
