import type { Inspection } from "../domain/inspection.ts";
import type { InspectionFilter } from "../ports/record-store.ts";
import type { Platform } from "./platform.ts";

const PAGE = 200;

/** Every inspection that fits, newest first, a page at a time: memory holds one page, however many there are. */
export async function* listOnward(
  { records }: Pick<Platform, "records">,
  filter: InspectionFilter,
): AsyncGenerator<Inspection[], void> {
  let cursor: string | undefined;
  do {
    const page = await records.list(filter, { limit: PAGE, cursor });
    yield page.items;
    cursor = page.next;
    // A local store answers without ever letting go of the event loop, and photos must not wait for a list.
    if (cursor !== undefined) await new Promise((resolve) => setTimeout(resolve, 0));
  } while (cursor !== undefined);
}
