const FIELDS = ["serial", "lot", "line", "station"] as const;
export type FileNameFields = Partial<Record<(typeof FIELDS)[number], string>>;

/**
 * Read serial, lot, line and station from a file name by a recipe's pattern, such as `{serial}_{lot}_*.jpg`.
 * A `{field}` or `*` takes everything up to the literal text that follows it. Not a regular expression on
 * purpose: file names are hostile, and this is linear in their length.
 * @returns the fields found, or none at all when the name does not follow the pattern
 */
export function readFileName(pattern: string, fileName: string): FileNameFields {
  const tokens = pattern.split(/(\{(?:serial|lot|line|station)\}|\*)/).filter((t) => t !== "");
  const fields: FileNameFields = {};
  let at = 0;
  for (const [i, token] of tokens.entries()) {
    const field = FIELDS.find((f) => token === `{${f}}`);
    if (!field && token !== "*") {
      if (!fileName.startsWith(token, at)) return {};
      at += token.length;
      continue;
    }
    const next = tokens[i + 1];
    const end = next === undefined ? fileName.length : fileName.indexOf(next, at);
    if (end <= at && field) return {};
    if (end < 0) return {};
    if (field) fields[field] = fileName.slice(at, end);
    at = end;
  }
  return at === fileName.length ? fields : {};
}
