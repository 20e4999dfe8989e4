export const welcome = {
  title: "Primeros pasos",
  lead: "Cuatro pasos hasta el primer veredicto. Cada uno se marca solo.",
  done: "Este sistema está en servicio: ya ha dado veredictos.",
  isDone: "hecho",
  copy: "Copiar",
  copied: "Copiado",
  photo: { title: "Recibir fotos" },
  simulation: {
    what: "¿Sin cámara a mano? Una línea simulada aprende una pieza dibujada, publica su receta y entrega fotos.",
    start: "Iniciar la línea simulada",
    stop: "Detener la línea simulada",
    teaching: "Aprendiendo la pieza; cerca de un minuto",
    running: "La línea simulada está en marcha.",
    failed: "La línea simulada no pudo funcionar: {reason}",
    askAdmin: "Un administrador puede iniciarla aquí.",
  },
  camera: {
    title: "Conectar una cámara",
    token:
      "Una cámara necesita su propio token con el rol camera; póngalo en TOKEN. Créelo aquí o en un terminal:",
    settings: "Ajustes",
    http: "Por HTTP, con el veredicto en la respuesta:",
    folder: "O ponga archivos en la carpeta de su línea y receta, en el directorio del servidor:",
  },
  teach: {
    title: "Enseñar la pieza",
    what: "Unas pocas fotos en las que dibuja dónde están los componentes.",
    go: "Enseñar",
  },
  recipe: {
    title: "Publicar una receta",
    what: "Dice qué componentes debe haber, cuántos y a quién se avisa.",
    go: "Recetas",
  },
  live: {
    title: "Verlo en directo",
    what: "El primer veredicto aparece solo en la vista de la línea.",
    go: "Ir a la línea",
  },
} as const;
