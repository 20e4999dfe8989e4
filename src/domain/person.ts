import { z } from "zod";
import { PartproofError } from "./errors.ts";

/** Characters that turn the direction of text around could make one name look like another. */
const TURNS_TEXT = "\\u202A-\\u202E\\u2066-\\u2069";

/** What dispositions carry, so it is never used again for somebody else. */
export const personNameSchema = z
  .string()
  .max(100)
  .regex(
    new RegExp(`^[^\\s\\p{Cc}${TURNS_TEXT}](?:[^\\p{Cc}${TURNS_TEXT}]*[^\\s\\p{Cc}${TURNS_TEXT}])?$`, "u"),
    "1 to 100 characters on one line, without blanks at either end",
  );

/** Two names that differ only in case or in how a character is composed are one person's. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

const MIN_PASSWORD_LENGTH = 12;
const MIN_DIFFERENT = 5;
const FAULT = `Expected a password of at least ${MIN_PASSWORD_LENGTH} characters, ${MIN_DIFFERENT} of them different, that does not hold the name. Several words in a row are easy to remember.`;

/** Long enough for any sentence; what is longer costs time to hash and makes nothing safer. */
export const passwordSchema = z.string().min(1).max(200);

/**
 * Length is what makes a password hard to guess; demands for digits and signs make it easy to forget (NIST SP 800-63B).
 * @throws PartproofError `invalid-input`, never repeating it
 */
export function refuseWeakPassword(password: string, name: string): void {
  const key = nameKey(password);
  const tooShort = [...password].length < MIN_PASSWORD_LENGTH;
  if (!tooShort && new Set(key).size >= MIN_DIFFERENT && !key.includes(nameKey(name))) return;
  throw new PartproofError("invalid-input", FAULT);
}
