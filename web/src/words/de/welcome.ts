export const welcome = {
  title: "Erste Schritte",
  lead: "Vier Schritte bis zum ersten Urteil. Jeder hakt sich selbst ab.",
  done: "Dieses System ist in Betrieb: Es hat Urteile gefällt.",
  isDone: "erledigt",
  copy: "Kopieren",
  copied: "Kopiert",
  photo: { title: "Fotos bekommen" },
  simulation: {
    what: "Keine Kamera zur Hand? Eine simulierte Linie lernt ein gezeichnetes Teil, veröffentlicht sein Rezept und liefert Fotos.",
    start: "Simulierte Linie starten",
    stop: "Simulierte Linie anhalten",
    teaching: "Das Teil wird gelernt; etwa eine Minute",
    running: "Die simulierte Linie läuft.",
    failed: "Die simulierte Linie konnte nicht laufen: {reason}",
    askAdmin: "Ein Administrator kann sie hier starten.",
  },
  camera: {
    title: "Eine Kamera anschließen",
    token:
      "Eine Kamera braucht ein eigenes Token mit der Rolle camera; es gehört in TOKEN. Hier oder im Terminal erstellen:",
    settings: "Einstellungen",
    http: "Über HTTP, mit dem Urteil in der Antwort:",
    folder: "Oder Dateien in den Ordner ihrer Linie und ihres Rezepts legen, im Verzeichnis des Servers:",
  },
  teach: {
    title: "Das Teil anlernen",
    what: "Eine Handvoll Fotos, auf denen Sie einzeichnen, wo die Bauteile sind.",
    go: "Anlernen",
  },
  recipe: {
    title: "Ein Rezept veröffentlichen",
    what: "Es sagt, welche Bauteile da sein müssen, wie viele, und wer benachrichtigt wird.",
    go: "Rezepte",
  },
  live: {
    title: "Live zusehen",
    what: "Das erste Urteil erscheint von selbst in der Linienansicht.",
    go: "Zur Linie",
  },
} as const;
