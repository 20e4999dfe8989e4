export const keptReport = {
  title: { day: "Tagesbericht", shift: "Schichtbericht", week: "Wochenbericht" },
  forms: "Öffnen oder herunterladen",
  form: { html: "Bericht öffnen", pdf: "PDF", xlsx: "Excel", csv: "CSV", json: "JSON" },
  range: "Empfangen",
  between: "{from} bis {to} ({timeZone})",
  recipe: "Rezept",
  line: "Linie",
  counts: {
    received: "Empfangene Fotos",
    pass: "Gut",
    fail: "Schlecht",
    review: "Nachprüfen",
    rejected: "Unbrauchbar",
    deadLetters: "Aufgegeben",
    inTheLine: "Noch in der Reihe",
  },
  sequence: "Laufende Nummer im Nachweis",
  sha256: "SHA-256 des Eintrags",
  sealed:
    "Dieser Bericht wurde versiegelt, als er entstand. Was seither entschieden wurde, steht nicht darin.",
} as const;
