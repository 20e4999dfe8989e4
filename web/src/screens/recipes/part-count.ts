/** How many must be seen: exactly, or from `min` to `max`. */
export type Count = number | { min: number; max?: number };

const COUNT = /^\s*(\d{1,5})\s*(?:(\+)|[-–]\s*(\d{1,5}))?\s*$/;

/**
 * A count as people write it: `4` exactly, `2-5` from two to five, `2+` at least two.
 * @returns undefined for anything else
 */
export function parseCount(text: string): Count | undefined {
  const match = COUNT.exec(text);
  if (!match) return undefined;
  const min = Number(match[1]);
  if (match[2]) return { min };
  if (match[3] === undefined) return min;
  const max = Number(match[3]);
  return max < min ? undefined : { min, max };
}
