import type { PeriodUnit } from "../report/periods.ts";
import type { QualityReport } from "../report/quality-report.ts";
import type { Mark, WesternElectricRule } from "../report/western-electric.ts";
import type { Share } from "../report/wilson-interval.ts";
import { type Forms, speak } from "./speak.ts";

const { number, share, decimal, counted } = speak("en");

const UNITS: Record<PeriodUnit, Forms> = {
  hour: { one: "hour", other: "hours" },
  day: { one: "day", other: "days" },
  week: { one: "week", other: "weeks" },
  month: { one: "month", other: "months" },
};
const MARKS: Record<WesternElectricRule, string> = {
  "one-beyond-3-sigma": "beyond the control limit",
  "two-of-three-beyond-2-sigma": "two of three in the outer third",
  "four-of-five-beyond-1-sigma": "four of five in the outer two thirds",
  "eight-on-one-side": "eight in a row on this side of the center",
};
const SIDES: Record<Mark["side"], string> = { above: "above", below: "below" };
const INSPECTIONS: Forms = { one: "inspection", other: "inspections" };

/** Every word of a report that people read. The other languages have the type of this one: none can lack a word. */
export const reportEn = {
  title: "Quality report",
  allRecipes: "all recipes",
  allLines: "all lines",
  subtitle: (about: string, from: string, to: string, timeZone: string): string =>
    `${about} · received from ${from} until before ${to} (${timeZone})`,
  figures: {
    received: "Received",
    photos: "photos",
    yield: "First-pass yield",
    nothingInspected: "nothing inspected",
    interval: ({ low, high }: Share): string => `95 %: ${share(low)} to ${share(high)}`,
    fail: "Fail",
    forReview: (count: number): string => `${number(count)} for review`,
    marks: "Marks",
    ofPeriods: (count: number): string => `of ${counted(count, { one: "period", other: "periods" })}`,
    escapes: "Estimated escapes",
    samplesLookedAt: (count: number): string =>
      `from ${counted(count, { one: "random sample", other: "random samples" })}`,
    noPassLookedAt: "no pass was looked at",
    passesLookedAt: (count: number): string =>
      `from ${counted(count, { one: "pass", other: "passes" })} looked at`,
  },
  sections: {
    photos: "Photos",
    faults: "Missing parts",
    failRate: "Fail rate",
    confidence: "Confidence",
    imageQuality: "Image quality",
    examples: "Photos to look at",
    people: "People and system",
    time: "Time",
    periods: "Period by period",
    madeFrom: "Made from",
  },
  /** The line that proves that no photo was lost. */
  reconciliation: (c: QualityReport["counts"]): string =>
    `${number(c.received)} received = ${number(c.pass)} pass + ${number(c.fail)} fail + ${number(c.review)} review + ${number(c.rejected)} rejected + ${number(c.deadLetters)} dead letters + ${number(c.inTheLine)} still in the line.`,
  stability: {
    nothing: "Nothing was inspected.",
    rate: (rate: number): string => `${share(rate)} of inspections failed.`,
    steady: (unit: PeriodUnit): string =>
      `No ${UNITS[unit].one} is marked: nothing speaks against a steady line.`,
    marked: (marked: number, of: number, unit: PeriodUnit): string =>
      `${number(marked)} of ${counted(of, UNITS[unit])} ${marked === 1 ? "is" : "are"} marked (diamonds).`,
  },
  agreement: {
    nobody: "Nobody has looked at any of these inspections.",
    overruled: (s: Share): string =>
      `People looked at ${counted(s.of, INSPECTIONS)} and overruled ${number(s.events)} (${share(s.share ?? 0)}, 95 %: ${share(s.low)} to ${share(s.high)}).`,
    noKappa: "Cohen's kappa is not defined: system and people said only one thing.",
    kappa: (kappa: number): string =>
      `Cohen's kappa is ${decimal(kappa)}: 1 is full agreement, 0 what chance would give.`,
  },
  about: {
    faults:
      "How many inspections found the part missing, extra, misplaced or uncertain. Parts at the top of the list are where work pays most.",
    yield:
      "First-pass yield is pass of pass, fail and review. The two columns after it are Wilson's interval: the true yield lies in it with 95 % confidence.",
    confidence:
      "A part that is seen less and less surely is a warning before it fails: dirt on the lens, changed light, another supplier. The change is the last third of the range minus the first third; “drifts” marks one of at least 0.02 that is hardly chance.",
    imageQuality:
      "Brightness is the mean luma of a photo, 0 black to 1 white. Sharpness is the variance of its Laplacian: it falls with blur and rises with noise, so it compares photos of one recipe only. The baseline is the first 200 photos of the recipe in this range. A mark says that a period differs from it by more than three standard errors and by enough to matter: by 0.03 in brightness, by a fifth less or a quarter more in sharpness. Darker or brighter: look at lamps, daylight and exposure. More blurred: dirt on the lens, focus, vibration. Sharper or noisier: too little light, or another camera setting.",
    sampling:
      "Random samples are passes that were drawn by lot for people to check. Only these count here, by recipe, line and how sure the recognizer was of the weakest part, each group for as many passes as it has. The last limit counts every pass of a group of which nobody looked at a sample as unknown.",
    examples:
      "The fails with the most wrong parts, seen least surely, and passes picked at random. Look at both: what the worst have in common, and whether a usual pass is one.",
    estimates:
      "Escapes are estimated from the passes that people looked at, false rejects from the fails. This holds as far as those were picked at random: passes that somebody looked at because of a suspicion make the estimate too high. Without a look at passes nothing is known of escapes.",
    latency:
      "Quantiles are within 1 % of the true ones. From receipt to verdict includes waiting in the line.",
    source:
      "The same range of the same evidence gives the same report, byte for byte. The command “partproof verify --expect-head” with the head of the chain proves that the evidence is still the same.",
    /** For a reader who sees marks for the first time; below the chart, also where nothing is marked. */
    marks: [
      "A line makes good and bad widgets at random around its own fail rate. As long as nothing changes, the fail rate of a period stays between the control limits, which are three standard errors around the center line.",
      "A mark says: this would hardly have happened by chance, so look for what changed. Above the center it is a reason to act, below it something to learn from, or a check that no longer finds anything.",
      "Beyond the control limit: by chance about once in 370 periods. Two of three periods in the outer third, four of five in the outer two thirds, or eight in a row on one side: a smaller change that lasts. With four rules at once, expect a false mark about once in 90 periods.",
      "The rules fit badly to periods with few photos (fewer than five expected fails): there a mark comes more often by chance. Choose a longer range, so that days or weeks are counted together.",
    ],
  },
  charts: {
    verdicts: {
      title: "Verdicts",
      note: (unit: PeriodUnit): string => `Photos with a verdict, by ${UNITS[unit].one}.`,
    },
    missing: {
      title: "Missing parts",
      note: "Inspections in which the part was missing, most frequent first, and the share that they make up together.",
      inspections: "inspections",
      cumulative: "cumulative share",
    },
    failRate: {
      title: "Fail rate (p-chart)",
      note: "Fails of what was inspected; the limits are wider where fewer photos came.",
      upper: "upper limit",
      center: "center",
      lower: "lower limit",
      rate: "fail rate",
      marked: "marked",
    },
    confidence: {
      title: "Confidence over time",
      some: (parts: number): string =>
        `The ${counted(parts, { one: "part", other: "parts" })} that changed most. `,
      note: "Mean confidence of the weakest detection that was counted.",
    },
    brightness: {
      title: "Brightness over time",
      note: "Mean by recipe; diamonds differ from the recipe's baseline.",
    },
    sharpness: {
      title: "Sharpness over time",
      note: "Mean by recipe; diamonds differ from the recipe's baseline.",
    },
    some: (recipes: number): string => `The first ${counted(recipes, { one: "recipe", other: "recipes" })}. `,
    latency: {
      title: "Time of an inspection",
      note: "From decoding to storing.",
      half: "half within",
      most: "95 % within",
    },
  },
  tables: {
    photos: "Every photo accounted for",
    groups: "By recipe and line",
    faults: "What was wrong, by part",
    periods: (unit: PeriodUnit): string => `By ${UNITS[unit].one}`,
    failRate: "Fail rate and its control limits",
    confidence: "How sure the recognizer was of each part",
    imageQuality: "Brightness and sharpness against the baseline",
    imageQualityPeriods: (unit: PeriodUnit): string => `Brightness and sharpness by ${UNITS[unit].one}`,
    sampling: "Random samples of passes",
    examples: "Worst and typical photos",
    latency: "How long it took",
    people: "What people said of what the system said",
    estimates: "Wrong verdicts, estimated from those that people looked at",
    madeFrom: "What this report was made from",
  },
  /** Names of the sheets of a workbook: at most 31 characters, none of \ / ? * [ ] : */
  sheets: {
    photos: "photos",
    groups: "groups",
    faults: "faults",
    periods: "periods",
    "fail-rate": "fail-rate",
    confidence: "confidence",
    "image-quality": "image-quality",
    "image-quality-periods": "image-quality-periods",
    sampling: "sampling",
    examples: "examples",
    latency: "latency",
    people: "people",
    estimates: "estimates",
    "made-from": "made-from",
  },
  columns: {
    what: "What",
    which: "Which",
    photos: "Photos",
    recipe: "Recipe",
    line: "Line",
    pass: "Pass",
    fail: "Fail",
    review: "Review",
    rejected: "Rejected",
    yield: "First-pass yield",
    atLeast: "At least (95 %)",
    atMost: "At most (95 %)",
    part: "Part",
    state: "State",
    inspections: "Inspections",
    shareOfState: "Share of the state",
    cumulative: "Cumulative",
    from: (unit: PeriodUnit): string => `From (${UNITS[unit].one})`,
    inspected: "Inspected",
    failRate: "Fail rate",
    lower: "Lower limit",
    upper: "Upper limit",
    marks: "Marks",
    mean: "Mean confidence",
    deviation: "Standard deviation",
    change: "Change over the range",
    measure: "Measure",
    meanValue: "Mean",
    baselinePhotos: "Photos of the baseline",
    baseline: "Baseline",
    marked: "Periods marked",
    brightness: "Brightness",
    sharpness: "Sharpness",
    brightnessMark: "Mark of brightness",
    sharpnessMark: "Mark of sharpness",
    band: "Confidence",
    passes: "Passes",
    kind: "Kind",
    received: "Received",
    widget: "Widget",
    verdict: "Verdict",
    reasons: "Reasons",
    inspection: "Inspection",
    mark: "Mark",
    half: "Half within",
    most: "95 % within",
    nearlyAll: "99 % within",
    longest: "Longest",
    verdictOfSystem: "Verdict of the system",
    peopleSaidPass: "People said pass",
    peopleSaidFail: "People said fail",
    verdicts: "Verdicts",
    lookedAt: "Looked at",
    ofTheseWrong: "Of these wrong",
    share: "Share",
    estimated: "Estimated wrong",
    noFewer: "No fewer than",
    noMore: "No more than",
  },
  rows: {
    received: "Received",
    deadLetters: "Dead letters",
    inTheLine: "Still in the line",
    drifts: "drifts",
    brightness: { above: "brighter", below: "darker" },
    sharpness: { above: "sharper or noisier", below: "more blurred" },
    bands: { low: "below 0.7", middle: "0.7 to below 0.9", high: "0.9 and more", none: "unknown" },
    escapesSampled: "Escapes, from random samples",
    kinds: { worst: "worst", typical: "typical" },
    photoGone: "The photo is no longer kept.",
    inspection: "Inspection",
    inspectionIn: (period: string): string => `Inspection, ${period}`,
    wait: "From receipt to verdict",
    escapes: "Escapes (bad, passed)",
    falseRejects: "False rejects (good, failed)",
    receivedFrom: "Received from",
    receivedBefore: "Received before",
    timeZone: "Time zone",
    all: "all",
    entries: "Entries of the evidence",
    none: "none",
    sequences: (first: number, last: number): string => `${first} to ${last}`,
    reviewed: "Inspections reviewed by people",
    recipeVersion: (id: string, version: number): string => `Recipe ${id}, version ${version}`,
    inspections: (count: number): string => counted(count, INSPECTIONS),
    recognizer: (kind: string, model: string): string => `Recognizer ${kind}, model ${model}`,
    modelVersion: (version: string, inspections: number): string =>
      `version ${version}, ${counted(inspections, INSPECTIONS)}`,
    chainHead: "Head of the chain of evidence",
  },
  /** Such as `above: beyond the control limit`. */
  mark: ({ rule, side }: Mark): string => `${SIDES[side]}: ${MARKS[rule]}`,
};

export type ReportWords = typeof reportEn;
