import type { RulesWords } from "./rules-en.ts";
import { type Forms, speak } from "./speak.ts";

const { number, percent, counted } = speak("es");

const WIDGETS: Forms = { one: "pieza", other: "piezas" };

export const rulesEs: RulesWords = {
  kinds: {
    "dead-letter": "abandonada",
    fail: "defectuoso",
    review: "revisar",
    rejected: "inservible",
    pass: "correcto",
  },
  widgets: (count) => counted(count, WIDGETS),
  more: (count) => `+${number(count)} más`,
  digest: {
    banner: "RESUMEN",
    changes: (count) => counted(count, { one: "cambio", other: "cambios" }),
    heldBack: (changes) => `${changes} sin avisar hasta ahora.`,
    lead: (widgets, counts) => `${counted(widgets, WIDGETS)}: ${counts}.`,
    span: (from, to) => `Del ${from} al ${to}.`,
    earlier: (changes) => `Antes de estos: ${changes}.`,
    widget: "Pieza",
    state: "Estado",
    wrong: "Qué está mal",
    notListed: (count) => `${number(count)} más están contadas arriba y no aparecen aquí.`,
    most: "Qué está mal más a menudo",
    open: "Abrir Partproof",
  },
  state: {
    lineBad: "LÍNEA MAL",
    lineGood: "LÍNEA RECUPERADA",
    rateHigh: "TASA DE FALLOS ALTA",
    rateNormal: "TASA DE FALLOS NORMAL",
    failedInARow: (count) => `${counted(count, WIDGETS)} seguidas con fallo.`,
    passedInARow: (count) => `${counted(count, WIDGETS)} seguidas correctas.`,
    rate: (fails, of) =>
      `${number(fails)} de las últimas ${counted(of, WIDGETS)} han fallado (${percent(fails / of, 1)}).`,
    limit: (share) => `El límite es ${percent(share, 1)}.`,
    once: "Se avisa una vez, y otra cuando se haya recuperado.",
    last: "La última pieza",
    widget: "Pieza",
    found: "Resultado",
    at: "A las",
    openLast: "Abrir la última inspección",
  },
  deadLetter: {
    banner: "FOTO ABANDONADA",
    lead: "Una foto no se ha podido inspeccionar. Se conserva hasta que alguien la devuelva a la línea.",
    photo: "Foto",
    givenUp: "Abandonada",
    open: "Abrir las fotos abandonadas",
  },
  alert: {
    title: "Confirme, por favor",
    id: "Alerta",
    others: "Se avisa a otros",
    opened: "Desde",
    acknowledge: "Confirmar",
  },
  escalation: {
    banner: "SIN CONFIRMAR",
    subject: (minutes, about) => `SIN CONFIRMAR en ${minutes} min: ${about}`,
    lead: (minutes) =>
      `Nadie lo ha confirmado en ${counted(minutes, { one: "minuto", other: "minutos" })}; por eso se le avisa.`,
  },
};
