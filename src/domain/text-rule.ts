import { RE2JS } from "re2js";
import { z } from "zod";

/** A group of this name in a pattern is what must equal the serial. */
const SERIAL_GROUP = "serial";
/**
 * What a printed character is most often taken for. A reading that is right but for one of these proves nothing. Never
 * two digits together: serials are counted in digits, and a neighbor's must not look like a misreading.
 */
const SEPARATORS = "-_.:";
const LOOK_ALIKES = ["0OoDQ", "1Ili|", "2Zz", "5Ss", "6Gb", "8B", "9gq", "VU", SEPARATORS];

/** What must be printed on a part. */
export const textRuleSchema = z
  .strictObject({
    pattern: z
      .string()
      .min(1)
      .max(200)
      .superRefine((pattern, context) => {
        const fault = patternFault(pattern);
        if (fault) context.addIssue({ code: "custom", message: fault });
      })
      .optional()
      .describe("A regular expression (RE2) that one whole line must match, blanks left out."),
    matchesSerial: z
      .boolean()
      .default(false)
      .describe("The line, or the group `serial` of the pattern, must equal the serial handed in."),
    // A reading is 0.5 sure where it could as well be another one.
    minConfidence: z.number().min(0.6).max(1).default(0.8).describe("From here on a reading counts as sure."),
  })
  .refine((rule) => rule.pattern !== undefined || rule.matchesSerial, {
    message: "a pattern, or matchesSerial: true",
  });
export type TextRule = z.infer<typeof textRuleSchema>;

/**
 * How text read on a photo is compared with a rule. Blanks are left out on both sides: a reader sees wide gaps where
 * none are meant, and none where they are. Everything else, upper and lower case too, must be the same.
 * @param serial as handed in with the photo; without one nothing can equal it
 */
export function textMatcher(rule: TextRule, serial: string | undefined): (text: string) => boolean {
  const pattern = rule.pattern === undefined ? undefined : compile(rule.pattern);
  const wanted = serial === undefined ? undefined : withoutBlanks(serial);
  return (text) => {
    const read = withoutBlanks(text);
    const matcher = pattern?.matcher(read);
    if (matcher && !matcher.matches()) return false;
    if (!rule.matchesSerial) return true;
    const named = matcher && SERIAL_GROUP in matcher.namedGroups ? matcher.group(SERIAL_GROUP) : read;
    return wanted !== undefined && named === wanted;
  };
}

/** The text with each character in turn exchanged for one it is easily taken for, or with a dash lost or found. */
export function lookAlikes(text: string): string[] {
  const characters = [...withoutBlanks(text)];
  const exchanged = characters.flatMap((character, at) =>
    LOOK_ALIKES.filter((group) => group.includes(character)).flatMap((group) =>
      [...group].filter((other) => other !== character).map((other) => characters.with(at, other)),
    ),
  );
  const lost = characters.flatMap((character, at) =>
    SEPARATORS.includes(character) ? [characters.toSpliced(at, 1)] : [],
  );
  const found = characters.map((_, at) => characters.toSpliced(at, 0, "-"));
  return [...exchanged, ...lost, ...found].map((one) => one.join(""));
}

/** For people, such as `serial CB-0001` or `text like CB-\d{4}`. */
export function describeTextRule(rule: TextRule, serial: string | undefined): string {
  if (!rule.matchesSerial) return `text like ${rule.pattern}`;
  const isMore = rule.pattern !== undefined && SERIAL_GROUP in compile(rule.pattern).matcher("").namedGroups;
  const like = isMore ? ` in text like ${rule.pattern}` : "";
  return serial === undefined ? `the serial${like}, which was not handed in` : `serial ${serial}${like}`;
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/gu, "");
}

function patternFault(pattern: string): string | undefined {
  if (/\s/.test(pattern))
    return "a pattern without blanks: they are left out of the text before it is compared";
  try {
    compile(pattern);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? ` (${error.message})` : "";
    return `a regular expression of RE2: no lookaround, no back reference${why}`;
  }
}

/** RE2 takes time in proportion to the text, whatever the pattern: nobody can stop a line with `(a+)+$`. */
function compile(pattern: string): RE2JS {
  return RE2JS.compile(pattern);
}
