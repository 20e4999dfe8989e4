import type { MailWords } from "./mail-en.ts";
import { type Forms, speak } from "./speak.ts";

const { number, percent, counted } = speak("es");

const WIDGETS: Forms = { one: "unidad", other: "unidades" };

export const mailEs: MailWords = {
  gist: {
    allPresent: "están todas las piezas esperadas",
    seeInspection: "véase la inspección",
    more: (count) => `+${number(count)} más`,
    seenOf: (seen, expected) => `${seen} de ${expected}`,
    seenExpected: (seen, expected) => `${seen}, se esperaba ${expected}`,
    read: (text) => `leído ${text}`,
  },
  counts: {
    atLeast: (min) => `al menos ${min}`,
    range: (min, max) => `de ${min} a ${max}`,
    nothingRead: "nada",
    seenAndUnsure: (seen, unsure) => `${seen} y ${unsure} dudosas`,
  },
  lead: {
    pass: "Están todas las piezas esperadas.",
    fail: (parts) =>
      parts === 1
        ? "Una pieza no está como espera la receta."
        : `${number(parts)} piezas no están como espera la receta.`,
    review: "El sistema no está seguro. Mire la foto y decida, por favor.",
    rejected: (why) => `Este archivo no es una foto utilizable: ${why}. Se guarda y se cuenta.`,
    noReason: "sin indicar motivo",
    reason: (text) => `Motivo: ${text}`,
  },
  rejectReasons: {
    empty: "vacío",
    "not-an-image": "no es una imagen",
    "unsupported-format": "formato no compatible",
    corrupt: "dañado",
    "too-many-bytes": "archivo demasiado grande",
    "too-many-pixels": "demasiados píxeles",
    "too-small": "demasiado pequeño",
    "extreme-aspect": "mucho más largo que ancho",
    "unknown-recipe": "no hay publicada tal receta",
    "refused-by-recognizer": "rechazado por el reconocedor",
  },
  table: {
    part: "Pieza",
    state: "Estado",
    expected: "Esperado",
    seen: "Visto",
    confidence: "Confianza",
    named: {
      expected: (what) => `esperado ${what}`,
      seen: (what) => `visto ${what}`,
      confidence: (what) => `confianza ${what}`,
    },
    more: (count) =>
      `${counted(count, { one: "hallazgo más está", other: "hallazgos más están" })} en la inspección.`,
    present: (present, of) => `Piezas presentes: ${number(present)} de ${number(of)}.`,
    weakest: (confidence) => `La confianza más baja entre ellas es ${confidence}.`,
  },
  photoOf: (title) => `Foto analizada: ${title}`,
  openInspection: "Abrir la inspección",
  ask: (contact) => `¿Preguntas? ${contact}`,
  facts: {
    widget: "Unidad",
    recipe: "Receta",
    serial: "Número de serie",
    lot: "Lote",
    line: "Línea",
    station: "Estación",
    camera: "Cámara",
    file: "Archivo",
    received: "Recibida",
    inspected: "Inspeccionada",
    model: "Modelo",
    modelVersion: (model, version, kind) => `${model}, versión ${version} (${kind})`,
    evidence: "Evidencia",
    inspection: "Inspección",
    sequence: "Número de orden",
    recordSha256: "SHA-256 del registro",
    photoSha256: "SHA-256 de la foto",
    keptUntil: "Se guarda hasta",
    keepThis:
      "Guarde este correo: sus resúmenes SHA-256 pueden demostrar más tarde que la evidencia no se alteró.",
  },
  noVerdict: {
    late: "No hubo veredicto a tiempo.",
    givenUp: "No se pudo inspeccionar la foto.",
    personDecides: "Decide una persona.",
  },
  digest: {
    lead: (widgets, recipe, counts) => `${counted(widgets, WIDGETS)} de ${recipe}: ${counts}.`,
    more: (count, url) => `y ${number(count)} más: ${url}`,
  },
  summary: {
    banner: "RESUMEN DEL TURNO",
    subject: (recipe, headline) => `Turno ${recipe}: ${headline}`,
    none: "En este turno no llegó ninguna foto.",
    lead: (received, headline) => `${number(received)} recibidas; ${headline}.`,
    between: (from, to) => `${from} a ${to}`,
    openLine: "Abrir la línea",
    inspected: (count) => counted(count, { one: "inspeccionada", other: "inspeccionadas" }),
    deadLetters: (count) => counted(count, { one: "abandonada", other: "abandonadas" }),
    verdicts: "Veredictos",
    yield: "Rendimiento a la primera",
    nothingInspected: "nada inspeccionado",
    accounted: "Qué fue de cada foto",
    received: "Recibidas",
    withVerdict: "Con veredicto",
    inProgress: "En curso",
    dead: "Abandonadas",
    open: "En curso o abandonadas",
  },
  report: {
    banner: "INFORME DE CALIDAD",
    subject: (title, photos, fails) =>
      `${title}: ${counted(photos, { one: "foto", other: "fotos" })}, ${number(fails)} defectuoso`,
    every: { day: "Informe diario", shift: "Informe de turno", week: "Informe semanal" },
    title: (every, range) => `${every}, ${range}`,
    none: "No llegó ninguna foto.",
    lead: ({ received, deadLetters, inTheLine }) =>
      `${counted(received, { one: "recibida", other: "recibidas" })}, ${counted(deadLetters, { one: "abandonada", other: "abandonadas" })}, ${number(inTheLine)} aún en cola.`,
    yield: (share) => `Rendimiento a la primera ${percent(share, 1)}.`,
    marked: (marked, of) =>
      `La tasa de defectuosos tiene señal en ${number(marked)} de ${counted(of, { one: "periodo", other: "periodos" })}.`,
    open: "Abrir el informe",
    groups: "Por receta y línea",
    faults: "Qué estaba mal más a menudo",
    moreGroups: (count) => `y ${number(count)} más en el informe`,
    kept: "Guardado como evidencia",
    sequence: "Número de orden",
    entrySha256: "SHA-256 de la entrada",
    attached: "El informe va adjunto.",
  },
  test: {
    subject: (channel) => `Mensaje de prueba de Partproof para ${channel}`,
    text: (channel, url) =>
      `Esto es una prueba del canal ${channel} del Partproof en ${url}. Todo está en orden.`,
  },
  chat: {
    recipe: (value) => `receta ${value}`,
    serial: (value) => `número de serie ${value}`,
    lot: (value) => `lote ${value}`,
    line: (value) => `línea ${value}`,
    station: (value) => `estación ${value}`,
    more: (count) => `y ${number(count)} más`,
  },
};
