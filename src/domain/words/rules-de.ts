import type { RulesWords } from "./rules-en.ts";
import { type Forms, speak } from "./speak.ts";

const { number, percent, counted } = speak("de");

const WIDGETS: Forms = { one: "Stück", other: "Stücke" };

export const rulesDe: RulesWords = {
  kinds: {
    "dead-letter": "aufgegeben",
    fail: "schlecht",
    review: "nachprüfen",
    rejected: "unbrauchbar",
    pass: "gut",
  },
  widgets: (count) => counted(count, WIDGETS),
  more: (count) => `+${number(count)} weitere`,
  digest: {
    banner: "SAMMELMELDUNG",
    changes: (count) => counted(count, { one: "Änderung", other: "Änderungen" }),
    heldBack: (changes) => `${changes} zurückgehalten.`,
    lead: (widgets, counts) => `${counted(widgets, WIDGETS)}: ${counts}.`,
    span: (from, to) => `Von ${from} bis ${to}.`,
    earlier: (changes) => `Davor: ${changes}.`,
    widget: "Stück",
    state: "Zustand",
    wrong: "Was nicht stimmt",
    notListed: (count) => `${number(count)} weitere sind oben mitgezählt und hier nicht aufgeführt.`,
    most: "Was am häufigsten nicht stimmt",
    open: "Partproof öffnen",
  },
  state: {
    lineBad: "LINIE GESTÖRT",
    lineGood: "LINIE WIEDER GUT",
    rateHigh: "FEHLERRATE HOCH",
    rateNormal: "FEHLERRATE NORMAL",
    failedInARow: (count) => `${counted(count, WIDGETS)} in Folge schlecht.`,
    passedInARow: (count) => `${counted(count, WIDGETS)} in Folge gut.`,
    rate: (fails, of) =>
      `${number(fails)} der letzten ${counted(of, WIDGETS)} waren schlecht (${percent(fails / of, 1)}).`,
    limit: (share) => `Die Grenze ist ${percent(share, 1)}.`,
    once: "Dies wird einmal gemeldet, und noch einmal, wenn es wieder gut ist.",
    last: "Das letzte Stück",
    widget: "Stück",
    found: "Befund",
    at: "Um",
    openLast: "Die letzte Prüfung öffnen",
  },
  deadLetter: {
    banner: "AUFGEGEBENES FOTO",
    lead: "Ein Foto konnte nicht geprüft werden. Es bleibt, bis jemand es wieder in die Schlange stellt.",
    photo: "Foto",
    givenUp: "Aufgegeben",
    open: "Aufgegebene Fotos öffnen",
  },
  alert: {
    title: "Bitte bestätigen",
    id: "Alarm",
    others: "Andere erfahren es",
    opened: "Seit",
    acknowledge: "Bestätigen",
  },
  escalation: {
    banner: "NICHT BESTÄTIGT",
    subject: (minutes, about) => `NICHT BESTÄTIGT seit ${minutes} min: ${about}`,
    lead: (minutes) =>
      `Seit ${counted(minutes, { one: "Minute", other: "Minuten" })} hat das niemand bestätigt, deshalb erfahren Sie es.`,
  },
};
