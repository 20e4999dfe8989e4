/**
 * Names of recipes and lines come from outside, and each becomes a time series that is kept, or paid for. From the
 * `max`-th further one on they are all called `other`, so that nobody can fill the memory or the bill.
 */
export function boundedLabel(max: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.size < max) known.add(value);
    return known.has(value) ? value : "other";
  };
}

export const MAX_RECIPE_LABELS = 50;
export const MAX_LINE_LABELS = 20;

/** Version 0: no such recipe was published, so the name is whatever somebody sent. */
export function publishedRecipe({ id, version }: { id: string; version: number }): string {
  return version === 0 ? "unknown" : id;
}
