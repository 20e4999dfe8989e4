import { type Command, InvalidArgumentError, Option } from "commander";
import { printer } from "./command-context.ts";
import { describeCost, describePrices } from "./cost/describe-cost.ts";
import { type CostRecognizer, type FullCheck, priceStack } from "./cost/price-stack.ts";
import { readPriceTable } from "./cost/price-table.ts";
import { wholeNumber } from "./parse-number.ts";

const RECOGNIZERS: readonly CostRecognizer[] = ["rekognition-labels", "rekognition-custom-labels", "own"];

type CostOptions = {
  photosPerDay: number;
  recognizer?: CostRecognizer;
  retentionYears: number;
  shiftHours: number;
  shiftDays: number;
  fullCheck: FullCheck;
  photoMb?: number;
  prices?: string;
};

export function addCostCommand(program: Command): void {
  program
    .command("cost")
    .description(
      "What the stack on AWS costs a month, for each way to recognize, from a price table that you can edit.",
    )
    .requiredOption("--photos-per-day <n>", "photos that come in on an average day of the week", wholeNumber)
    .addOption(new Option("--recognizer <kind>", "only this one (default: all)").choices(RECOGNIZERS))
    .option("--retention-years <n>", "how long evidence is kept", between(1, 20), 3)
    .option("--shift-hours <n>", "hours a day the line runs", between(1, 24), 16)
    .option("--shift-days <n>", "days a week the line runs", between(1, 7), 5)
    .addOption(
      new Option("--full-check <often>", "how often a round through the whole archive begins")
        .choices(["weekly", "monthly", "off"])
        .default("weekly"),
    )
    .option("--photo-mb <n>", "size of a photo in megabytes (default: the price table's)", between(0.01, 100))
    .option("--prices <file>", "a price table of your own: YAML or JSON like prices/aws.yaml")
    .action(async (options: CostOptions, command: Command) => {
      const { print } = printer(command);
      const shipped = await readPriceTable(options.prices);
      const photoMb = options.photoMb ?? shipped.usage.photoMb;
      const table = { ...shipped, usage: { ...shipped.usage, photoMb } };
      const { date, region, currency, source, verified } = table;
      process.stderr.write(`${describePrices(table)}\n\n`);
      for (const recognizer of options.recognizer ? [options.recognizer] : RECOGNIZERS) {
        const cost = priceStack({ ...options, recognizer }, table);
        print(
          { ...cost, priceTable: { date, region, currency, source, verified } },
          `${describeCost(cost, table)}\n`,
        );
      }
    });
}

function between(least: number, most: number) {
  return (text: string) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`expected a number from ${least} to ${most}`);
  };
}
