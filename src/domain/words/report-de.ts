import type { PeriodUnit } from "../report/periods.ts";
import type { Mark, WesternElectricRule } from "../report/western-electric.ts";
import type { ReportWords } from "./report-en.ts";
import { type Forms, speak } from "./speak.ts";

const { number, share, decimal, counted } = speak("de");

const UNITS: Record<PeriodUnit, Forms> = {
  hour: { one: "Stunde", other: "Stunden" },
  day: { one: "Tag", other: "Tagen" },
  week: { one: "Woche", other: "Wochen" },
  month: { one: "Monat", other: "Monaten" },
};
const NO_UNIT: Record<PeriodUnit, string> = {
  hour: "Keine Stunde",
  day: "Kein Tag",
  week: "Keine Woche",
  month: "Kein Monat",
};
const MARKS: Record<WesternElectricRule, string> = {
  "one-beyond-3-sigma": "jenseits der Eingriffsgrenze",
  "two-of-three-beyond-2-sigma": "zwei von drei im äußeren Drittel",
  "four-of-five-beyond-1-sigma": "vier von fünf in den äußeren zwei Dritteln",
  "eight-on-one-side": "acht in Folge auf dieser Seite der Mittellinie",
};
const SIDES: Record<Mark["side"], string> = { above: "oben", below: "unten" };
const INSPECTIONS: Forms = { one: "Prüfung", other: "Prüfungen" };

export const reportDe: ReportWords = {
  title: "Qualitätsbericht",
  allRecipes: "alle Rezepte",
  allLines: "alle Linien",
  subtitle: (about, from, to, timeZone) => `${about} · empfangen ab ${from} bis vor ${to} (${timeZone})`,
  figures: {
    received: "Empfangen",
    photos: "Fotos",
    yield: "Erstausbeute",
    nothingInspected: "nichts geprüft",
    interval: ({ low, high }) => `95 %: ${share(low)} bis ${share(high)}`,
    fail: "Schlecht",
    forReview: (count) => `${number(count)} zum Nachprüfen`,
    marks: "Markierungen",
    ofPeriods: (count) => `von ${counted(count, { one: "Zeitabschnitt", other: "Zeitabschnitten" })}`,
    escapes: "Geschätzter Schlupf",
    noPassLookedAt: "kein „gut“ wurde nachgesehen",
    passesLookedAt: (count) => `aus ${number(count)} nachgesehenen „gut“`,
  },
  sections: {
    photos: "Fotos",
    faults: "Fehlende Teile",
    failRate: "Fehlerquote",
    confidence: "Konfidenz",
    people: "Menschen und System",
    time: "Zeit",
    periods: "Abschnitt für Abschnitt",
    madeFrom: "Woraus er gemacht ist",
  },
  reconciliation: (c) =>
    `${number(c.received)} empfangen = ${number(c.pass)} gut + ${number(c.fail)} schlecht + ${number(c.review)} nachprüfen + ${number(c.rejected)} unbrauchbar + ${number(c.deadLetters)} aufgegeben + ${number(c.inTheLine)} noch in der Reihe.`,
  stability: {
    nothing: "Es wurde nichts geprüft.",
    rate: (rate) => `${share(rate)} der Prüfungen ergaben „schlecht“.`,
    steady: (unit) => `${NO_UNIT[unit]} ist markiert: Nichts spricht gegen eine ruhige Linie.`,
    marked: (marked, of, unit) =>
      `${number(marked)} von ${counted(of, UNITS[unit])} ${marked === 1 ? "ist" : "sind"} markiert (Rauten).`,
  },
  agreement: {
    nobody: "Niemand hat sich eine dieser Prüfungen angesehen.",
    overruled: (s) =>
      `Menschen haben sich ${counted(s.of, INSPECTIONS)} angesehen und ${number(s.events)} anders entschieden (${share(s.share ?? 0)}, 95 %: ${share(s.low)} bis ${share(s.high)}).`,
    noKappa: "Cohens Kappa ist nicht bestimmt: System und Menschen sagten nur eines von beiden.",
    kappa: (kappa) =>
      `Cohens Kappa ist ${decimal(kappa)}: 1 ist volle Übereinstimmung, 0 das, was der Zufall ergäbe.`,
  },
  about: {
    faults:
      "Bei wie vielen Prüfungen das Teil fehlte, zu viel, am falschen Ort oder unsicher war. Bei den Teilen oben in der Liste lohnt sich Arbeit am meisten.",
    yield:
      "Die Erstausbeute (First-Pass-Yield) ist „gut“ geteilt durch „gut“, „schlecht“ und „nachprüfen“. Die zwei Spalten danach sind das Wilson-Intervall: Darin liegt die wahre Ausbeute mit 95 % Sicherheit.",
    confidence:
      "Ein Teil, das immer weniger sicher erkannt wird, warnt, bevor es fehlt: Schmutz auf der Linse, anderes Licht, ein anderer Lieferant. Die Änderung ist das letzte Drittel des Zeitraums minus das erste; „driftet“ markiert eine von mindestens 0,02, die kaum Zufall ist.",
    estimates:
      "Der Schlupf (schlecht, aber durchgelassen) wird aus den „gut“ geschätzt, die sich Menschen angesehen haben, Pseudofehler aus den „schlecht“. Das gilt, soweit diese zufällig ausgewählt wurden: Wurde ein „gut“ wegen eines Verdachts angesehen, fällt die Schätzung zu hoch aus. Ohne einen Blick auf „gut“ ist vom Schlupf nichts bekannt.",
    latency:
      "Die Quantile liegen höchstens 1 % neben den wahren. Vom Empfang bis zum Urteil schließt das Warten in der Reihe ein.",
    source:
      "Derselbe Zeitraum derselben Nachweise ergibt denselben Bericht, Byte für Byte. Der Befehl „partproof verify --expect-head“ mit dem Ende der Kette beweist, dass die Nachweise noch dieselben sind.",
    marks: [
      "Eine Linie macht gute und schlechte Stücke zufällig um ihre eigene Fehlerquote herum. Solange sich nichts ändert, bleibt die Fehlerquote eines Abschnitts zwischen den Eingriffsgrenzen, drei Standardfehler um die Mittellinie.",
      "Eine Markierung sagt: Das wäre durch Zufall kaum geschehen, also suchen Sie, was sich geändert hat. Oberhalb der Mittellinie ist sie ein Grund zu handeln, unterhalb etwas zum Lernen, oder eine Prüfung, die nichts mehr findet.",
      "Jenseits der Eingriffsgrenze: durch Zufall etwa einmal in 370 Abschnitten. Zwei von drei Abschnitten im äußeren Drittel, vier von fünf in den äußeren zwei Dritteln oder acht in Folge auf einer Seite: eine kleinere Änderung, die anhält. Bei vier Regeln zugleich ist etwa einmal in 90 Abschnitten mit einer falschen Markierung zu rechnen.",
      "Zu Abschnitten mit wenigen Fotos (weniger als fünf erwartete „schlecht“) passen die Regeln schlecht: Dort kommt eine Markierung öfter durch Zufall. Wählen Sie einen längeren Zeitraum, damit Tage oder Wochen zusammen gezählt werden.",
    ],
  },
  charts: {
    verdicts: {
      title: "Urteile",
      note: (unit) => `Fotos mit einem Urteil, je ${UNITS[unit].one}.`,
    },
    missing: {
      title: "Fehlende Teile",
      note: "Prüfungen, bei denen das Teil fehlte, die häufigsten zuerst, und der Anteil, den sie zusammen ausmachen.",
      inspections: "Prüfungen",
      cumulative: "Anteil bis hier",
    },
    failRate: {
      title: "Fehlerquote (p-Karte)",
      note: "„Schlecht“ von allem, was geprüft wurde; die Grenzen sind weiter, wo weniger Fotos kamen.",
      upper: "obere Eingriffsgrenze",
      center: "Mittellinie",
      lower: "untere Eingriffsgrenze",
      rate: "Fehlerquote",
      marked: "markiert",
    },
    confidence: {
      title: "Konfidenz im Zeitverlauf",
      some: (parts) => `Die ${number(parts)} Teile, die sich am meisten geändert haben. `,
      note: "Mittlere Konfidenz der schwächsten Erkennung, die zählte.",
    },
    latency: {
      title: "Dauer einer Prüfung",
      note: "Vom Dekodieren bis zum Ablegen.",
      half: "die Hälfte innerhalb",
      most: "95 % innerhalb",
    },
  },
  tables: {
    photos: "Wo jedes Foto geblieben ist",
    groups: "Nach Rezept und Linie",
    faults: "Was falsch war, nach Teil",
    periods: (unit) => `Je ${UNITS[unit].one}`,
    failRate: "Fehlerquote und ihre Eingriffsgrenzen",
    confidence: "Wie sicher jedes Teil erkannt wurde",
    latency: "Wie lange es dauerte",
    people: "Was Menschen zu dem sagten, was das System sagte",
    estimates: "Falsche Urteile, geschätzt aus denen, die sich Menschen angesehen haben",
    madeFrom: "Woraus dieser Bericht gemacht ist",
  },
  sheets: {
    photos: "Fotos",
    groups: "Rezepte und Linien",
    faults: "Fehler",
    periods: "Abschnitte",
    "fail-rate": "Fehlerquote",
    confidence: "Konfidenz",
    latency: "Dauer",
    people: "Menschen",
    estimates: "Schätzungen",
    "made-from": "Quellen",
  },
  columns: {
    what: "Was",
    which: "Welche",
    photos: "Fotos",
    recipe: "Rezept",
    line: "Linie",
    pass: "Gut",
    fail: "Schlecht",
    review: "Nachprüfen",
    rejected: "Unbrauchbar",
    yield: "Erstausbeute",
    atLeast: "Mindestens (95 %)",
    atMost: "Höchstens (95 %)",
    part: "Teil",
    state: "Zustand",
    inspections: "Prüfungen",
    shareOfState: "Anteil am Zustand",
    cumulative: "Summe bis hier",
    from: (unit) => `Ab (${UNITS[unit].one})`,
    inspected: "Geprüft",
    failRate: "Fehlerquote",
    lower: "Untere Grenze",
    upper: "Obere Grenze",
    marks: "Markierungen",
    mean: "Mittlere Konfidenz",
    deviation: "Standardabweichung",
    change: "Änderung im Zeitraum",
    mark: "Markierung",
    half: "Hälfte innerhalb",
    most: "95 % innerhalb",
    nearlyAll: "99 % innerhalb",
    longest: "Längste",
    verdictOfSystem: "Urteil des Systems",
    peopleSaidPass: "Menschen: gut",
    peopleSaidFail: "Menschen: schlecht",
    verdicts: "Urteile",
    lookedAt: "Nachgesehen",
    ofTheseWrong: "Davon falsch",
    share: "Anteil",
    estimated: "Geschätzt falsch",
    noFewer: "Nicht weniger als",
    noMore: "Nicht mehr als",
  },
  rows: {
    received: "Empfangen",
    deadLetters: "Aufgegeben",
    inTheLine: "Noch in der Reihe",
    drifts: "driftet",
    inspection: "Prüfung",
    inspectionIn: (period) => `Prüfung, ${period}`,
    wait: "Vom Empfang bis zum Urteil",
    escapes: "Schlupf (schlecht, durchgelassen)",
    falseRejects: "Pseudofehler (gut, ausgesondert)",
    receivedFrom: "Empfangen ab",
    receivedBefore: "Empfangen vor",
    timeZone: "Zeitzone",
    all: "alle",
    entries: "Einträge der Nachweise",
    none: "keine",
    sequences: (first, last) => `${first} bis ${last}`,
    reviewed: "Von Menschen angesehene Prüfungen",
    recipeVersion: (id, version) => `Rezept ${id}, Version ${version}`,
    inspections: (count) => counted(count, INSPECTIONS),
    recognizer: (kind, model) => `Erkenner ${kind}, Modell ${model}`,
    modelVersion: (version, inspections) => `Version ${version}, ${counted(inspections, INSPECTIONS)}`,
    chainHead: "Ende der Nachweiskette",
  },
  mark: ({ rule, side }) => `${SIDES[side]}: ${MARKS[rule]}`,
};
