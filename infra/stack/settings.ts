import { z } from "zod";
import { LANGUAGES } from "../../src/domain/words/language.ts";
import {
  channelList,
  DAYS,
  logDays,
  mailAddresses,
  optionalArn,
  timeOfDay,
  timeZone,
  wholeNumber,
  yesOrNo,
} from "./setting-types.ts";

/**
 * What can be set with `--context name=value`. Values come as text from the command line and as JSON from cdk.json.
 * Every one has a row in docs/deploy.md.
 */
const settingsSchema = z
  .strictObject({
    stage: z.enum(["dev", "prod"]).default("dev"),
    /** Which recognizers the inspect Lambda holds; `own` also has the Rekognition kinds. */
    recognizer: z.enum(["rekognition", "own"]).default("rekognition"),
    /** x86_64 is for proofs on a machine of that kind. */
    architecture: z.enum(["arm64", "x86_64"]).default("arm64"),
    /** Object Lock of the evidence. NONE is for trial stacks and refused in prod. */
    lockMode: z.enum(["COMPLIANCE", "GOVERNANCE", "NONE"]).optional(),
    retentionYears: wholeNumber(1, 20).default(3),
    coldStorageAfterDays: wholeNumber(1, 3650).default(90),
    /** Photos looked at in the same moment: keep it below the transactions a second that Rekognition allows you. */
    inspectConcurrency: wholeNumber(2, 1000).default(10),
    /** A new AWS account has 10 Lambdas at once, of which none can be reserved. */
    reserveConcurrency: yesOrNo().default(true),
    // Lambda gathers more than ten messages only with a window.
    digestWindowSeconds: wholeNumber(1, 300).default(60),
    timeZone: timeZone().default("UTC"),
    /** Of all messages: the subscribers of a topic get the same one. */
    language: z.enum(LANGUAGES).default("en"),
    /** Whom people ask, unless a recipe says. */
    contact: z
      .string()
      .regex(/^[^\p{Cc}\p{Cf}]{1,200}$/u, "one line, such as a name and a phone number")
      .optional(),
    /** Which reports are made by themselves. */
    reports: z
      .string()
      .regex(/^(day|shift|week)(,(day|shift|week))*$/, "day, shift, week or several, such as day,week")
      .default("day"),
    /** When shifts start, for their reports. */
    shiftStarts: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d(,([01]\d|2[0-3]):[0-5]\d)*$/, "times of day such as 06:00,14:00,22:00")
      .default("06:00,14:00,22:00"),
    reportAt: timeOfDay().default({ hour: 6, minute: 0 }),
    /** The whole archive is read for it, also what lies in cold storage; `partproof cost` has the price. */
    fullCheck: z.enum(["weekly", "monthly", "off"]).default("weekly"),
    /** Have CloudTrail record who reads or writes which object of the evidence. */
    evidenceTrail: yesOrNo().default(false),
    customLabelsArn: optionalArn("rekognition").optional(),
    shiftStart: timeOfDay().optional(),
    shiftEnd: timeOfDay().optional(),
    shiftDays: z
      .string()
      .regex(new RegExp(`^(${DAYS})([,-](${DAYS}))*$`), "days such as MON-FRI or MON,WED")
      .default("MON-FRI"),
    /** StartProjectVersion takes minutes: this long before the shift. */
    startLeadMinutes: wholeNumber(5, 240).default(30),
    apiRatePerSecond: wholeNumber(1, 10_000).default(20),
    apiBurst: wholeNumber(1, 5000).default(40),
    apiCallsPerDay: wholeNumber(1, 100_000_000).default(500_000),
    logDays: logDays().default(90),
    /** Names of the channels beside mail; `npm run deploy` reads them from `channelsFile`. */
    channels: channelList().default(""),
    domainName: z
      .string()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "a host name such as partproof.example.com")
      .optional(),
    /** Of the certificate for `domainName`, in us-east-1, where CloudFront looks for it. */
    certificateArn: optionalArn("acm").optional(),
    /** Read by `npm run deploy` only: what the channels are, who gets mail, and which recipes are published. */
    channelsFile: z.string().optional(),
    qualityMail: mailAddresses().optional(),
    supportMail: mailAddresses().optional(),
    recipes: z.string().optional(),
  })
  .superRefine((settings, check) => {
    const together = (given: string, needs: readonly (keyof typeof settings)[]) => {
      for (const name of needs) {
        if (settings[name] === undefined)
          check.addIssue({ code: "custom", path: [name], message: `a value, as ${given} is given` });
      }
    };
    const shift = ["customLabelsArn", "shiftStart", "shiftEnd"] as const;
    if (shift.some((name) => settings[name] !== undefined))
      together("one of customLabelsArn, shiftStart and shiftEnd", shift);
    const domain = ["domainName", "certificateArn"] as const;
    if (domain.some((name) => settings[name] !== undefined))
      together("one of domainName and certificateArn", domain);
    if (settings.stage === "prod" && settings.lockMode === "NONE")
      check.addIssue({ code: "custom", path: ["lockMode"], message: "COMPLIANCE or GOVERNANCE in prod" });
  })
  .transform((settings) => ({
    ...settings,
    lockMode: settings.lockMode ?? (settings.stage === "prod" ? "COMPLIANCE" : "GOVERNANCE"),
  }));

export type Settings = z.infer<typeof settingsSchema>;

/** Context that belongs to the CDK itself: feature flags, look-ups, what its command line passes on. */
const OF_THE_CDK = /[:/]|^(aws-cdk|tree-metadata)/;

/**
 * @param context all context values of the app; those of the CDK itself are passed over
 * @throws Error that names every wrong value, what was expected and what came
 */
export function readSettings(context: Readonly<Record<string, unknown>>): Settings {
  const ours = Object.fromEntries(Object.entries(context).filter(([name]) => !OF_THE_CDK.test(name)));
  const parsed = settingsSchema.safeParse(ours);
  if (parsed.success) return parsed.data;
  const known = Object.keys(settingsSchema.in.shape).join(", ");
  const faults = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => `  ${key}: there is no such setting. There are ${known}.`)
      : [
          `  ${issue.path.join(".")}: expected ${wanted(issue)}, received ${shown(ours[String(issue.path[0])])}`,
        ],
  );
  throw new Error(`The context (--context name=value) is not usable:\n${faults.join("\n")}`);
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return issue.values.map(String).join(" or ");
  return issue.message;
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
