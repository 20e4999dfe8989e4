import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { PartproofError } from "../../../domain/errors.ts";
import { describeFaults } from "../../../domain/faults.ts";
import { readYaml } from "../../read-yaml.ts";

const SHIPPED = fileURLToPath(new URL("../../../../prices/aws.yaml", import.meta.url));

const amount = z.number().min(0);
const amounts = <K extends string>(...names: K[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, amount])) as Record<K, typeof amount>);

/** Steps of a month's volume; only the last has no `upTo`. */
const steps = z.array(z.strictObject({ upTo: amount.optional(), price: amount })).min(1);

const priceTableSchema = z.strictObject({
  date: z.string(),
  region: z.string(),
  currency: z.string(),
  source: z.string(),
  /** Whether somebody compared the prices with those of the services. */
  verified: z.boolean(),
  prices: z.strictObject({
    s3: amounts(
      "putsPerThousand",
      "getsPerThousand",
      "standardGbMonth",
      "coldGbMonth",
      "toColdPerThousand",
      "coldGetsPerThousand",
      "coldRetrievalGb",
    ),
    kms: amounts("keyMonth", "perTenThousand"),
    sqs: amounts("perMillion"),
    eventBridge: amounts("perMillion"),
    scheduler: amounts("perMillion"),
    lambda: amounts("gbSecond", "perMillion"),
    dynamoDb: amounts("writesPerMillion", "readsPerMillion", "gbMonth", "backupGbMonth"),
    apiGateway: amounts("perMillion"),
    waf: amounts("aclMonth", "ruleMonth", "perMillion"),
    transferOutGb: amount,
    sns: amounts("mailsPerHundredThousand"),
    cloudWatch: amounts("metricMonth", "alarmMonth", "dashboardMonth", "logGb", "logGbMonth"),
    xRay: amounts("perMillion"),
    rekognition: z.strictObject({ labelsPerImage: steps, customLabelsUnitHour: amount }),
  }),
  usage: z.strictObject({
    ...amounts(
      "photoMb",
      "analyzedPhotoMb",
      "s3PutsPerPhoto",
      "s3GetsPerPhoto",
      "kmsCallsPerPhoto",
      "sqsCallsPerPhoto",
      "eventsPerPhoto",
      "otherLambdaGbSecondsPerPhoto",
      "lambdaCallsPerPhoto",
      "writesPerPhoto",
      "readsPerPhoto",
      "tableKbPerPhoto",
      "apiCallsPerPhoto",
      "shownMbPerPhoto",
      "logKbPerPhoto",
      "mailsPerDay",
      "metrics",
      "alarms",
      "logMonths",
      "coldAfterMonths",
      "keys",
      "firewallRules",
      "clockCallsPerMonth",
      "fullCheckGbSecondsPerEntry",
    ).shape,
    customLabelsPhotosPerUnitSecond: z.number().positive(),
    lambdaGb: amounts("rekognition", "own"),
    lambdaSeconds: amounts("rekognition", "own"),
  }),
});
export type PriceTable = z.infer<typeof priceTableSchema>;

/**
 * @param path of a YAML or JSON file; the one that ships without it
 * @throws PartproofError `not-found` or `invalid-input`, with each fault of the file
 */
export async function readPriceTable(path = SHIPPED): Promise<PriceTable> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new PartproofError("not-found", `The price table ${path} cannot be read.`, { cause });
  });
  return parsePriceTable(text, path);
}

export function parsePriceTable(text: string, path: string): PriceTable {
  let content: unknown;
  try {
    content = readYaml(text);
  } catch (cause) {
    if (cause instanceof PartproofError) throw cause;
    throw new PartproofError("invalid-input", `${path} is not YAML.`, { cause });
  }
  const parsed = priceTableSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = describeFaults(parsed.error, content);
  const told = faults.map((f) => `${f.path}: expected ${f.expected}, received ${f.received}`).join("; ");
  throw new PartproofError("invalid-input", `The price table ${path} is not usable: ${told}`, { faults });
}
