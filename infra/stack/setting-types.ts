import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { z } from "zod";
import { readChannelList } from "../../src/wiring/channel-list.ts";

/** Days of the week as EventBridge Scheduler writes them. */
export const DAYS = "MON|TUE|WED|THU|FRI|SAT|SUN";

/** A whole number, also as text: the command line passes nothing else. */
export function wholeNumber(min: number, max: number) {
  const message = `a whole number from ${min} to ${max}`;
  return z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^\d{1,9}$/)
          .transform(Number),
      ],
      message,
    )
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, message);
}

export function yesOrNo() {
  return z.union(
    [z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")],
    "true or false",
  );
}

/** `06:00` → { hour, minute }. */
export function timeOfDay() {
  return z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time such as 06:00")
    .transform((text) => ({ hour: Number(text.slice(0, 2)), minute: Number(text.slice(3)) }));
}
export type TimeOfDay = z.infer<ReturnType<typeof timeOfDay>>;

export function timeZone() {
  const known = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);
  return z.string().refine((name) => known.has(name), "a time zone such as Europe/Berlin");
}

export function optionalArn(service: string) {
  return z
    .string()
    .regex(new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:\\S+$`), `an ARN of ${service}`);
}

/** CloudWatch keeps logs only for certain numbers of days. */
export function logDays() {
  const allowed = Object.values(RetentionDays).filter((days) => typeof days === "number" && days < 9999);
  const message = `a number of days that CloudWatch knows: ${allowed.join(", ")}`;
  return wholeNumber(1, 3653).refine((days) => allowed.includes(days), message);
}

/** `mes,qc-chat:de`: names of channels, and how they read where it is not as all others. */
export function channelList() {
  const message = "names of channels beside mail, separated by commas";
  return z.string().refine((text) => readChannelList(text) !== undefined, message);
}

/** One or more, separated by commas. */
export function mailAddresses() {
  const one = "[^\\s@,]+@[^\\s@,]+";
  return z.string().regex(new RegExp(`^${one}(\\s*,\\s*${one})*$`), "mail addresses, separated by commas");
}
