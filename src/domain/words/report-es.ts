import type { PeriodUnit } from "../report/periods.ts";
import type { Mark, WesternElectricRule } from "../report/western-electric.ts";
import type { ReportWords } from "./report-en.ts";
import { type Forms, speak } from "./speak.ts";

const { number, share, decimal, counted } = speak("es");

const UNITS: Record<PeriodUnit, Forms> = {
  hour: { one: "hora", other: "horas" },
  day: { one: "día", other: "días" },
  week: { one: "semana", other: "semanas" },
  month: { one: "mes", other: "meses" },
};
const NO_UNIT: Record<PeriodUnit, string> = {
  hour: "Ninguna hora está señalada",
  day: "Ningún día está señalado",
  week: "Ninguna semana está señalada",
  month: "Ningún mes está señalado",
};
const MARKS: Record<WesternElectricRule, string> = {
  "one-beyond-3-sigma": "más allá del límite de control",
  "two-of-three-beyond-2-sigma": "dos de tres en el tercio exterior",
  "four-of-five-beyond-1-sigma": "cuatro de cinco en los dos tercios exteriores",
  "eight-on-one-side": "ocho seguidos a este lado de la línea central",
};
const SIDES: Record<Mark["side"], string> = { above: "por encima", below: "por debajo" };
const INSPECTIONS: Forms = { one: "inspección", other: "inspecciones" };

export const reportEs: ReportWords = {
  title: "Informe de calidad",
  allRecipes: "todas las recetas",
  allLines: "todas las líneas",
  subtitle: (about, from, to, timeZone) =>
    `${about} · recibidas desde ${from} hasta antes de ${to} (${timeZone})`,
  figures: {
    received: "Recibidas",
    photos: "fotos",
    yield: "Rendimiento a la primera",
    nothingInspected: "nada inspeccionado",
    interval: ({ low, high }) => `95 %: de ${share(low)} a ${share(high)}`,
    fail: "Defectuosos",
    forReview: (count) => `${number(count)} por revisar`,
    marks: "Señales",
    ofPeriods: (count) => `de ${counted(count, { one: "periodo", other: "periodos" })}`,
    escapes: "Escapes estimados",
    noPassLookedAt: "nadie miró un «correcto»",
    passesLookedAt: (count) =>
      `de ${counted(count, { one: "«correcto» mirado", other: "«correctos» mirados" })}`,
  },
  sections: {
    photos: "Fotos",
    faults: "Piezas que faltan",
    failRate: "Tasa de defectuosos",
    confidence: "Confianza",
    people: "Personas y sistema",
    time: "Tiempo",
    periods: "Periodo a periodo",
    madeFrom: "De qué está hecho",
  },
  reconciliation: (c) =>
    `${number(c.received)} recibidas = ${number(c.pass)} correcto + ${number(c.fail)} defectuoso + ${number(c.review)} revisar + ${number(c.rejected)} inservible + ${number(c.deadLetters)} abandonadas + ${number(c.inTheLine)} aún en cola.`,
  stability: {
    nothing: "No se inspeccionó nada.",
    rate: (rate) => `${share(rate)} de las inspecciones dieron «defectuoso».`,
    steady: (unit) => `${NO_UNIT[unit]}: nada habla en contra de una línea estable.`,
    marked: (marked, of, unit) => `Con señal (rombos): ${number(marked)} de ${counted(of, UNITS[unit])}.`,
  },
  agreement: {
    nobody: "Nadie ha mirado ninguna de estas inspecciones.",
    overruled: (s) =>
      `Se miraron ${counted(s.of, INSPECTIONS)} y en ${number(s.events)} se decidió otra cosa (${share(s.share ?? 0)}, 95 %: de ${share(s.low)} a ${share(s.high)}).`,
    noKappa: "La kappa de Cohen no está definida: el sistema y las personas dijeron una sola cosa.",
    kappa: (kappa) => `La kappa de Cohen es ${decimal(kappa)}: 1 es acuerdo total, 0 lo que daría el azar.`,
  },
  about: {
    faults:
      "En cuántas inspecciones la pieza faltaba, sobraba, estaba mal colocada o era dudosa. En las primeras de la lista es donde más compensa trabajar.",
    yield:
      "El rendimiento a la primera (first-pass yield) es «correcto» entre «correcto», «defectuoso» y «revisar». Las dos columnas siguientes son el intervalo de Wilson: el rendimiento real está en él con un 95 % de confianza.",
    confidence:
      "Una pieza que se reconoce cada vez con menos seguridad avisa antes de fallar: suciedad en la lente, otra luz, otro proveedor. El cambio es el último tercio del intervalo menos el primero; «deriva» señala uno de al menos 0,02 que difícilmente es azar.",
    estimates:
      "Los escapes (defectuosos que pasaron) se estiman de los «correcto» que alguien miró, los falsos rechazos de los «defectuoso». Vale en la medida en que se eligieran al azar: si se miraron por una sospecha, la estimación sale demasiado alta. Sin mirar ningún «correcto» no se sabe nada de los escapes.",
    latency:
      "Los cuantiles se desvían como mucho un 1 % de los reales. De la recepción al veredicto incluye la espera en cola.",
    source:
      "El mismo intervalo de la misma evidencia da el mismo informe, byte a byte. La orden «partproof verify --expect-head» con el final de la cadena demuestra que la evidencia sigue siendo la misma.",
    marks: [
      "Una línea hace piezas buenas y malas al azar en torno a su propia tasa de defectuosos. Mientras nada cambia, la tasa de un periodo queda entre los límites de control, a tres errores estándar de la línea central.",
      "Una señal dice: esto difícilmente habría pasado por azar, así que busque qué ha cambiado. Por encima de la línea central es motivo para actuar; por debajo, algo de lo que aprender, o una inspección que ya no encuentra nada.",
      "Más allá del límite de control: por azar, una vez en unos 370 periodos. Dos de tres periodos en el tercio exterior, cuatro de cinco en los dos tercios exteriores u ocho seguidos a un lado: un cambio menor que dura. Con cuatro reglas a la vez, espere una señal falsa en unos 90 periodos.",
      "Las reglas encajan mal en periodos con pocas fotos (menos de cinco defectuosos esperados): ahí una señal sale más a menudo por azar. Elija un intervalo más largo, para que se cuenten juntos días o semanas.",
    ],
  },
  charts: {
    verdicts: {
      title: "Veredictos",
      note: (unit) => `Fotos con veredicto, por ${UNITS[unit].one}.`,
    },
    missing: {
      title: "Piezas que faltan",
      note: "Inspecciones en las que faltaba la pieza, primero las más frecuentes, y la parte que suman entre todas.",
      inspections: "inspecciones",
      cumulative: "parte acumulada",
    },
    failRate: {
      title: "Tasa de defectuosos (gráfico p)",
      note: "Defectuosos de lo inspeccionado; los límites son más anchos donde llegaron menos fotos.",
      upper: "límite superior",
      center: "línea central",
      lower: "límite inferior",
      rate: "tasa de defectuosos",
      marked: "con señal",
    },
    confidence: {
      title: "Confianza a lo largo del tiempo",
      some: (parts) => `Las ${number(parts)} piezas que más han cambiado. `,
      note: "Confianza media de la detección más débil que contó.",
    },
    latency: {
      title: "Duración de una inspección",
      note: "Desde la decodificación hasta el archivo.",
      half: "la mitad en menos de",
      most: "el 95 % en menos de",
    },
  },
  tables: {
    photos: "Qué fue de cada foto",
    groups: "Por receta y línea",
    faults: "Qué estaba mal, por pieza",
    periods: (unit) => `Por ${UNITS[unit].one}`,
    failRate: "Tasa de defectuosos y sus límites de control",
    confidence: "Con qué seguridad se reconoció cada pieza",
    latency: "Cuánto tardó",
    people: "Qué dijeron las personas de lo que dijo el sistema",
    estimates: "Veredictos erróneos, estimados de los que miraron personas",
    madeFrom: "De qué está hecho este informe",
  },
  sheets: {
    photos: "fotos",
    groups: "recetas y líneas",
    faults: "fallos",
    periods: "periodos",
    "fail-rate": "tasa de defectuosos",
    confidence: "confianza",
    latency: "duración",
    people: "personas",
    estimates: "estimaciones",
    "made-from": "origen",
  },
  columns: {
    what: "Qué",
    which: "Cuál",
    photos: "Fotos",
    recipe: "Receta",
    line: "Línea",
    pass: "Correcto",
    fail: "Defectuoso",
    review: "Revisar",
    rejected: "Inservible",
    yield: "Rendimiento a la primera",
    atLeast: "Al menos (95 %)",
    atMost: "Como mucho (95 %)",
    part: "Pieza",
    state: "Estado",
    inspections: "Inspecciones",
    shareOfState: "Parte del estado",
    cumulative: "Acumulado",
    from: (unit) => `Desde (${UNITS[unit].one})`,
    inspected: "Inspeccionados",
    failRate: "Tasa de defectuosos",
    lower: "Límite inferior",
    upper: "Límite superior",
    marks: "Señales",
    mean: "Confianza media",
    deviation: "Desviación estándar",
    change: "Cambio en el intervalo",
    mark: "Señal",
    half: "La mitad en",
    most: "El 95 % en",
    nearlyAll: "El 99 % en",
    longest: "La más larga",
    verdictOfSystem: "Veredicto del sistema",
    peopleSaidPass: "Personas: correcto",
    peopleSaidFail: "Personas: defectuoso",
    verdicts: "Veredictos",
    lookedAt: "Miradas",
    ofTheseWrong: "De ellas, erróneas",
    share: "Parte",
    estimated: "Erróneas estimadas",
    noFewer: "No menos de",
    noMore: "No más de",
  },
  rows: {
    received: "Recibidas",
    deadLetters: "Abandonadas",
    inTheLine: "Aún en cola",
    drifts: "deriva",
    inspection: "Inspección",
    inspectionIn: (period) => `Inspección, ${period}`,
    wait: "De la recepción al veredicto",
    escapes: "Escapes (defectuoso, pasó)",
    falseRejects: "Falsos rechazos (bueno, rechazado)",
    receivedFrom: "Recibidas desde",
    receivedBefore: "Recibidas antes de",
    timeZone: "Zona horaria",
    all: "todas",
    entries: "Entradas de la evidencia",
    none: "ninguna",
    sequences: (first, last) => `de ${first} a ${last}`,
    reviewed: "Inspecciones revisadas por personas",
    recipeVersion: (id, version) => `Receta ${id}, versión ${version}`,
    inspections: (count) => counted(count, INSPECTIONS),
    recognizer: (kind, model) => `Reconocedor ${kind}, modelo ${model}`,
    modelVersion: (version, inspections) => `versión ${version}, ${counted(inspections, INSPECTIONS)}`,
    chainHead: "Final de la cadena de evidencia",
  },
  mark: ({ rule, side }) => `${SIDES[side]}: ${MARKS[rule]}`,
};
