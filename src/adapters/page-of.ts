import type { Page } from "../ports/record-store.ts";

/** As many as fit, with the id of the last one as the cursor where more follow. @param found at least one more if there is */
export function pageOf<T extends { id: string }>(found: readonly T[], limit: number): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > items.length && last ? { items, next: last.id } : { items };
}
