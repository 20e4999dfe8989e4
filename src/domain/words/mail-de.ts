import type { MailWords } from "./mail-en.ts";
import { type Forms, speak } from "./speak.ts";

const { number, percent, counted } = speak("de");

const WIDGETS: Forms = { one: "Stück", other: "Stücke" };

export const mailDe: MailWords = {
  gist: {
    allPresent: "alle erwarteten Teile sind da",
    seeInspection: "siehe Prüfung",
    more: (count) => `+${number(count)} weitere`,
    seenOf: (seen, expected) => `${seen} von ${expected}`,
    seenExpected: (seen, expected) => `${seen}, erwartet ${expected}`,
    read: (text) => `gelesen ${text}`,
  },
  counts: {
    atLeast: (min) => `mindestens ${min}`,
    range: (min, max) => `${min} bis ${max}`,
    nothingRead: "nichts",
    seenAndUnsure: (seen, unsure) => `${seen} und ${unsure} unsicher`,
  },
  lead: {
    pass: "Alle erwarteten Teile sind da.",
    fail: (parts) =>
      parts === 1
        ? "Ein Teil ist nicht so, wie das Rezept es erwartet."
        : `${number(parts)} Teile sind nicht so, wie das Rezept es erwartet.`,
    review: "Das System ist unsicher. Bitte sehen Sie sich das Foto an und entscheiden Sie.",
    rejected: (why) => `Diese Datei ist kein brauchbares Foto: ${why}. Sie wird aufbewahrt und gezählt.`,
    noReason: "ohne Angabe",
    reason: (text) => `Grund: ${text}`,
  },
  rejectReasons: {
    empty: "leer",
    "not-an-image": "kein Bild",
    "unsupported-format": "Format nicht unterstützt",
    corrupt: "beschädigt",
    "too-many-bytes": "Datei zu groß",
    "too-many-pixels": "zu viele Pixel",
    "too-small": "zu klein",
    "extreme-aspect": "viel länger als breit",
    "unknown-recipe": "kein solches Rezept veröffentlicht",
    "refused-by-recognizer": "vom Erkenner abgelehnt",
  },
  table: {
    part: "Teil",
    state: "Zustand",
    expected: "Erwartet",
    seen: "Gesehen",
    confidence: "Konfidenz",
    named: {
      expected: (what) => `erwartet ${what}`,
      seen: (what) => `gesehen ${what}`,
      confidence: (what) => `Konfidenz ${what}`,
    },
    more: (count) =>
      `${counted(count, { one: "weiterer Befund steht", other: "weitere Befunde stehen" })} in der Prüfung.`,
    present: (present, of) => `Vorhandene Teile: ${number(present)} von ${number(of)}.`,
    weakest: (confidence) => `Die niedrigste Konfidenz darunter ist ${confidence}.`,
  },
  photoOf: (title) => `Analysiertes Foto: ${title}`,
  openInspection: "Prüfung öffnen",
  ask: (contact) => `Fragen? ${contact}`,
  facts: {
    widget: "Stück",
    recipe: "Rezept",
    serial: "Seriennummer",
    lot: "Los",
    line: "Linie",
    station: "Station",
    camera: "Kamera",
    file: "Datei",
    received: "Empfangen",
    inspected: "Geprüft",
    model: "Modell",
    modelVersion: (model, version, kind) => `${model}, Version ${version} (${kind})`,
    evidence: "Nachweis",
    inspection: "Prüfung",
    sequence: "Laufende Nummer",
    recordSha256: "SHA-256 des Eintrags",
    photoSha256: "SHA-256 des Fotos",
    keptUntil: "Aufbewahrt bis",
    keepThis:
      "Bewahren Sie diese Mail auf: Ihre Prüfsummen können später beweisen, dass der Nachweis nicht verändert wurde.",
  },
  noVerdict: {
    late: "Es gab nicht rechtzeitig ein Urteil.",
    givenUp: "Das Foto konnte nicht geprüft werden.",
    personDecides: "Ein Mensch entscheidet.",
  },
  digest: {
    lead: (widgets, recipe, counts) => `${counted(widgets, WIDGETS)} von ${recipe}: ${counts}.`,
    more: (count, url) => `und ${number(count)} weitere: ${url}`,
  },
  summary: {
    banner: "SCHICHTÜBERSICHT",
    subject: (recipe, headline) => `Schicht ${recipe}: ${headline}`,
    none: "In dieser Schicht kam kein Foto an.",
    lead: (received, headline) => `${number(received)} empfangen; ${headline}.`,
    between: (from, to) => `${from} bis ${to}`,
    openLine: "Linie öffnen",
    inspected: (count) => `${number(count)} geprüft`,
    deadLetters: (count) => `${number(count)} aufgegeben`,
    verdicts: "Urteile",
    yield: "Erstausbeute",
    nothingInspected: "nichts geprüft",
    accounted: "Wo jedes Foto geblieben ist",
    received: "Empfangen",
    withVerdict: "Mit einem Urteil",
    inProgress: "In Arbeit",
    dead: "Aufgegeben",
    open: "In Arbeit oder aufgegeben",
  },
  report: {
    banner: "QUALITÄTSBERICHT",
    subject: (title, photos, fails) =>
      `${title}: ${counted(photos, { one: "Foto", other: "Fotos" })}, ${number(fails)} schlecht`,
    every: { day: "Tagesbericht", shift: "Schichtbericht", week: "Wochenbericht" },
    title: (every, range) => `${every}, ${range}`,
    none: "Es kam kein Foto an.",
    lead: ({ received, deadLetters, inTheLine }) =>
      `${number(received)} empfangen, ${number(deadLetters)} aufgegeben, ${number(inTheLine)} noch in der Reihe.`,
    yield: (share) => `Erstausbeute ${percent(share, 1)}.`,
    marked: (marked, of) =>
      `Die Fehlerquote ist in ${number(marked)} von ${counted(of, { one: "Zeitabschnitt", other: "Zeitabschnitten" })} markiert.`,
    open: "Bericht öffnen",
    groups: "Nach Rezept und Linie",
    faults: "Was am häufigsten falsch war",
    moreGroups: (count) => `und ${number(count)} weitere im Bericht`,
    kept: "Als Nachweis aufbewahrt",
    sequence: "Laufende Nummer",
    entrySha256: "SHA-256 des Eintrags",
    attached: "Der Bericht ist angehängt.",
  },
  test: {
    subject: (channel) => `Partproof Testnachricht an ${channel}`,
    text: (channel, url) =>
      `Dies ist ein Test des Kanals ${channel} von Partproof unter ${url}. Es ist alles in Ordnung.`,
  },
  chat: {
    recipe: (value) => `Rezept ${value}`,
    serial: (value) => `Seriennummer ${value}`,
    lot: (value) => `Los ${value}`,
    line: (value) => `Linie ${value}`,
    station: (value) => `Station ${value}`,
    more: (count) => `und ${number(count)} weitere`,
  },
};
