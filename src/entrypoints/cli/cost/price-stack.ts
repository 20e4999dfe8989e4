import { ROUNDS_FOR_ALL_PHOTOS } from "../../../flow/verify-round.ts";
import type { PriceTable } from "./price-table.ts";

export type CostRecognizer = "rekognition-labels" | "rekognition-custom-labels" | "own";

/** What is to be priced. */
export type Workload = {
  photosPerDay: number;
  recognizer: CostRecognizer;
  retentionYears: number;
  /** Hours a day and days a week in which the line runs; a Custom Labels model runs half an hour longer. */
  shiftHours: number;
  shiftDays: number;
  /** How often a round through the whole archive begins; what is new is checked every hour in any case. */
  fullCheck: FullCheck;
};
export type FullCheck = "weekly" | "monthly" | "off";

/** One line of the bill. `perMonth` is with a full archive: as many photos as the retention holds. */
export type CostLine = { service: string; what: string; quantity: number; unit: string; perMonth: number };

export type StackCost = {
  recognizer: CostRecognizer;
  photosPerMonth: number;
  lines: CostLine[];
  perMonth: number;
  /** Before the archive has grown. */
  firstMonth: number;
  perThousandPhotos: number;
  /** Only for Custom Labels: what its hours cost on the schedule and without it, and for how much nobody looks. */
  model?: {
    units: number;
    onSchedule: number;
    alwaysOn: number;
    idleOnSchedule: number;
    idleAlwaysOn: number;
  };
};

const MONTH_DAYS = 365.25 / 12;
const MONTH_WEEKS = MONTH_DAYS / 7;
const FULL_CHECKS_A_MONTH: Readonly<Record<FullCheck, number>> = { weekly: MONTH_WEEKS, monthly: 1, off: 0 };
const LEAD_HOURS = 0.5;
const MB = 1 / 1000;
const KB = 1 / 1_000_000;

/** Prices a month of the stack. All sums are products of the table's figures; nothing is rounded. */
export function priceStack(work: Workload, table: PriceTable): StackCost {
  const photos = work.photosPerDay * MONTH_DAYS;
  const full = linesOf(work, table, work.retentionYears * 12);
  const perMonth = sum(full);
  const model = modelCost(work, table);
  return {
    recognizer: work.recognizer,
    photosPerMonth: photos,
    lines: full,
    perMonth,
    firstMonth: sum(linesOf(work, table, 1)),
    perThousandPhotos: photos === 0 ? 0 : (perMonth / photos) * 1000,
    ...(model ? { model } : {}),
  };
}

function linesOf(work: Workload, { prices, usage }: PriceTable, archiveMonths: number): CostLine[] {
  const photos = work.photosPerDay * MONTH_DAYS;
  const line = (service: string, what: string, unit: string, quantity: number, price: number): CostLine => ({
    service,
    what,
    quantity,
    unit,
    perMonth: quantity * price,
  });
  const own = work.recognizer === "own" ? "own" : "rekognition";
  const photoGb = (usage.photoMb + usage.analyzedPhotoMb) * MB;
  const warmMonths = Math.min(archiveMonths, usage.coldAfterMonths);
  const coldMonths = archiveMonths - warmMonths;
  const coldPhotos = photos * coldMonths;
  const fullChecks = FULL_CHECKS_A_MONTH[work.fullCheck];
  const entriesChecked = photos * archiveMonths * fullChecks;
  // Each round reads all entries, and the photos of one in so many.
  const coldPhotosChecked = (coldPhotos * fullChecks) / ROUNDS_FOR_ALL_PHOTOS;
  const tableGb = photos * archiveMonths * usage.tableKbPerPhoto * KB;
  const logGb = photos * usage.logKbPerPhoto * KB;
  const gbSeconds =
    photos * (usage.lambdaGb[own] * usage.lambdaSeconds[own] + usage.otherLambdaGbSecondsPerPhoto);
  const millions = (perPhoto: number) => (photos * perPhoto) / 1e6;
  return [
    ...recognizerLines(work, { prices, usage }, photos),
    line("Lambda", "time", "GB-s", gbSeconds, prices.lambda.gbSecond),
    line("Lambda", "calls", "million", millions(usage.lambdaCallsPerPhoto), prices.lambda.perMillion),
    line("S3", "writes", "thousand", (photos * usage.s3PutsPerPhoto) / 1000, prices.s3.putsPerThousand),
    line("S3", "reads", "thousand", (photos * usage.s3GetsPerPhoto) / 1000, prices.s3.getsPerThousand),
    line("S3", "storage", "GB", photos * photoGb * warmMonths, prices.s3.standardGbMonth),
    line("S3", "cold storage", "GB", coldPhotos * photoGb, prices.s3.coldGbMonth),
    // Each month as many photos go cold as come in, once there are any that old.
    line(
      "S3",
      "to cold storage",
      "thousand",
      coldMonths > 0 ? (photos * 2) / 1000 : 0,
      prices.s3.toColdPerThousand,
    ),
    line("S3", "full check, entries", "thousand", entriesChecked / 1000, prices.s3.getsPerThousand),
    // Original and analyzed photo; the entries stay warm.
    line(
      "S3",
      "full check, cold reads",
      "thousand",
      (coldPhotosChecked * 2) / 1000,
      prices.s3.coldGetsPerThousand,
    ),
    line("S3", "full check, retrieval", "GB", coldPhotosChecked * photoGb, prices.s3.coldRetrievalGb),
    line(
      "Lambda",
      "full check, time",
      "GB-s",
      entriesChecked * usage.fullCheckGbSecondsPerEntry,
      prices.lambda.gbSecond,
    ),
    line("DynamoDB", "full check, reads", "million", entriesChecked / 1e6, prices.dynamoDb.readsPerMillion),
    line("KMS", "keys", "keys", usage.keys, prices.kms.keyMonth),
    line("KMS", "calls", "ten thousand", (photos * usage.kmsCallsPerPhoto) / 1e4, prices.kms.perTenThousand),
    line("SQS", "calls", "million", millions(usage.sqsCallsPerPhoto), prices.sqs.perMillion),
    line("EventBridge", "events", "million", millions(usage.eventsPerPhoto), prices.eventBridge.perMillion),
    line("EventBridge", "clock", "million", usage.clockCallsPerMonth / 1e6, prices.scheduler.perMillion),
    line("DynamoDB", "writes", "million", millions(usage.writesPerPhoto), prices.dynamoDb.writesPerMillion),
    line("DynamoDB", "reads", "million", millions(usage.readsPerPhoto), prices.dynamoDb.readsPerMillion),
    line("DynamoDB", "storage", "GB", tableGb, prices.dynamoDb.gbMonth),
    line("DynamoDB", "backup", "GB", tableGb, prices.dynamoDb.backupGbMonth),
    line("API Gateway", "calls", "million", millions(usage.apiCallsPerPhoto), prices.apiGateway.perMillion),
    line("WAF", "web ACL", "ACL", 1, prices.waf.aclMonth),
    line("WAF", "rules", "rules", usage.firewallRules, prices.waf.ruleMonth),
    line("WAF", "calls", "million", millions(usage.apiCallsPerPhoto), prices.waf.perMillion),
    line("Transfer", "photos shown", "GB", photos * usage.shownMbPerPhoto * MB, prices.transferOutGb),
    line(
      "SNS",
      "mails",
      "hundred thousand",
      (usage.mailsPerDay * MONTH_DAYS) / 1e5,
      prices.sns.mailsPerHundredThousand,
    ),
    line("CloudWatch", "metrics", "metrics", usage.metrics, prices.cloudWatch.metricMonth),
    line("CloudWatch", "alarms", "alarms", usage.alarms, prices.cloudWatch.alarmMonth),
    line("CloudWatch", "dashboard", "dashboards", 1, prices.cloudWatch.dashboardMonth),
    line("CloudWatch", "logs taken in", "GB", logGb, prices.cloudWatch.logGb),
    line(
      "CloudWatch",
      "logs kept",
      "GB",
      logGb * Math.min(archiveMonths, usage.logMonths),
      prices.cloudWatch.logGbMonth,
    ),
    line("X-Ray", "traces", "million", millions(1), prices.xRay.perMillion),
  ];
}

function recognizerLines(
  work: Workload,
  table: Pick<PriceTable, "prices" | "usage">,
  photos: number,
): CostLine[] {
  if (work.recognizer === "own") return [];
  if (work.recognizer === "rekognition-labels") {
    const perMonth = priceInSteps(photos, table.prices.rekognition.labelsPerImage);
    return [{ service: "Rekognition", what: "DetectLabels", quantity: photos, unit: "photos", perMonth }];
  }
  const { units, onSchedule } = hoursOf(work, table);
  return [
    {
      service: "Rekognition",
      what: "Custom Labels model, on its schedule",
      quantity: units * onSchedule,
      unit: "unit hours",
      perMonth: units * onSchedule * table.prices.rekognition.customLabelsUnitHour,
    },
  ];
}

/** How long a model runs a month, how long of that it looks at photos, and how many inference units the line needs. */
function hoursOf(work: Workload, { usage }: Pick<PriceTable, "usage">) {
  const shifts = work.shiftDays * MONTH_WEEKS;
  const onSchedule = Math.min(24, work.shiftHours + LEAD_HOURS) * shifts;
  const photos = work.photosPerDay * MONTH_DAYS;
  const perSecond = photos / (work.shiftHours * shifts * 3600);
  const units = Math.max(1, Math.ceil(perSecond / usage.customLabelsPhotosPerUnitSecond));
  return { units, onSchedule, busy: photos / (usage.customLabelsPhotosPerUnitSecond * units * 3600) };
}

function modelCost(work: Workload, table: PriceTable): StackCost["model"] {
  if (work.recognizer !== "rekognition-custom-labels") return undefined;
  const { units, onSchedule, busy } = hoursOf(work, table);
  const hour = units * table.prices.rekognition.customLabelsUnitHour;
  const always = 24 * MONTH_DAYS;
  return {
    units,
    onSchedule: hour * onSchedule,
    alwaysOn: hour * always,
    idleOnSchedule: hour * (onSchedule - busy),
    idleAlwaysOn: hour * (always - busy),
  };
}

/** The first photos cost the first price, those above its step the next. */
function priceInSteps(photos: number, steps: PriceTable["prices"]["rekognition"]["labelsPerImage"]): number {
  let priced = 0;
  let cost = 0;
  for (const { upTo = Number.POSITIVE_INFINITY, price } of steps) {
    const here = Math.max(0, Math.min(photos, upTo) - priced);
    cost += here * price;
    priced += here;
  }
  const last = steps.at(-1)?.price ?? 0;
  return cost + Math.max(0, photos - priced) * last;
}

function sum(lines: readonly CostLine[]): number {
  return lines.reduce((total, { perMonth }) => total + perMonth, 0);
}
