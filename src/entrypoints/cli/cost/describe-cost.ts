import type { StackCost } from "./price-stack.ts";
import type { PriceTable } from "./price-table.ts";

const NAMES = {
  "rekognition-labels": "Amazon Rekognition DetectLabels",
  "rekognition-custom-labels": "Amazon Rekognition Custom Labels",
  own: "Partproof's own recognizer in Lambda",
} as const;

/** The bill of one recognizer as a table for people; lines below a cent are left out and summed up. */
export function describeCost(cost: StackCost, { currency, verified }: PriceTable): string {
  const money = (value: number) => value.toFixed(2).padStart(10);
  const shown = cost.lines.filter(({ perMonth }) => perMonth >= 0.005);
  const rest = cost.perMonth - shown.reduce((sum, { perMonth }) => sum + perMonth, 0);
  const rows = shown.map(
    ({ service, what, quantity, unit, perMonth }) =>
      `  ${service.padEnd(12)} ${what.padEnd(37)} ${amount(quantity).padStart(11)} ${unit.padEnd(16)} ${money(perMonth)}`,
  );
  const total = (label: string, value: number) => `  ${label.padEnd(79)} ${money(value)}`;
  return [
    `${NAMES[cost.recognizer]}, ${currency} a month with a full archive${verified ? "" : ", UNVERIFIED prices"}`,
    ...rows,
    ...(rest >= 0.005 ? [total("the rest", rest)] : []),
    total("in all", cost.perMonth),
    total("in the first month", cost.firstMonth),
    total("a thousand photos", cost.perThousandPhotos),
    ...(cost.model ? describeModel(cost.model, total) : []),
  ].join("\n");
}

/** Where the prices are from, and what to do about it: nobody should decide by figures that nobody checked. */
export function describePrices({ region, date, source, verified }: PriceTable): string {
  const from = `Prices of ${region}, ${date}. ${source}`;
  if (verified) return from;
  return `UNVERIFIED PRICES. Copy prices/aws.yaml, put in the prices of your region, set verified: true, and give it with --prices.\n${from}`;
}

function describeModel(
  model: NonNullable<StackCost["model"]>,
  total: (label: string, value: number) => string,
) {
  const units = model.units === 1 ? "1 inference unit" : `${model.units} inference units`;
  return [
    `  The model (${units}) costs by the hour, photos or not:`,
    total("  running for the shifts, half an hour before them included", model.onSchedule),
    total("    of which it looks at nothing", model.idleOnSchedule),
    total("  running all the time", model.alwaysOn),
    total("    of which it looks at nothing", model.idleAlwaysOn),
  ];
}

function amount(quantity: number): string {
  return quantity >= 100
    ? Math.round(quantity).toLocaleString("en-US")
    : quantity.toLocaleString("en-US", { maximumSignificantDigits: 3 });
}
