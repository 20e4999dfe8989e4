import type { Alert } from "../../domain/rules/alert.ts";
import type { AlertStore } from "../../ports/alert-store.ts";
import { readCursor, writeCursor } from "../page-cursor.ts";
import { numberOf, pack, textOf, unpack } from "./dynamo-codec.ts";
import { assign, assignAbsent, type DynamoTable, type Item, openItems } from "./dynamo-items.ts";
import { endOf, keyOf, placeInTime } from "./dynamo-keys.ts";

const WORK = "alert";

export function createDynamoAlertStore(options: DynamoTable): AlertStore {
  const items = openItems(options);
  const isThere = "attribute_exists(pk)";

  return {
    async open(alert) {
      const openedMs = Date.parse(alert.openedAt);
      await items.putNew({
        ...keyOf.alert(alert.id),
        work: WORK,
        workAt: placeInTime(openedMs, alert.id),
        openedMs,
        state: "open",
        alert: pack(alert),
      });
    },

    async get(id) {
      const item = await items.get(keyOf.alert(id));
      return item && alertOf(item);
    },

    async list({ acknowledged }, { limit, cursor }) {
      const after = cursor === undefined ? undefined : placeInTime(...readCursor(cursor));
      const newest = items.query({
        index: "by-work",
        where: "#work = :work AND #workAt < :upTo",
        ...(acknowledged === undefined ? {} : { filter: "#state = :state" }),
        values: {
          work: WORK,
          upTo: after ?? endOf(Number.MAX_SAFE_INTEGER),
          ...(acknowledged === undefined ? {} : { state: acknowledged ? "acknowledged" : "open" }),
        },
        descending: true,
        pageSize: limit + 1,
      });
      const found: Item[] = [];
      for await (const item of newest) if (found.push(item) > limit) break;
      const keys = found.slice(0, limit).map((item) => ({ pk: textOf(item, "pk"), sk: textOf(item, "sk") }));
      const read = await items.getMany(keys);
      // They come in no order.
      read.sort((a, b) => (textOf(a, "workAt") < textOf(b, "workAt") ? 1 : -1));
      const [last] = read.slice(-1);
      const page = read.map(alertOf);
      return found.length > limit && last
        ? { items: page, next: writeCursor([numberOf(last, "openedMs"), alertOf(last).id]) }
        : { items: page };
    },

    async acknowledge({ alertId, by, at, note }) {
      const { change, values } = assign({
        state: "acknowledged",
        acknowledgement: pack({ by, at, ...(note === undefined ? {} : { note }) }),
      });
      await items.update(keyOf.alert(alertId), {
        change,
        when: `${isThere} AND attribute_not_exists(#acknowledgement)`,
        values,
      });
    },

    async note(id, what, at) {
      await items.update(keyOf.alert(id), { ...assignAbsent({ [what]: at }), when: isThere });
    },
  };
}

function alertOf(item: Item): Alert {
  const { escalatedAt, recoveredAt, acknowledgement } = item;
  return {
    ...unpack<Alert>(item, "alert"),
    ...(typeof escalatedAt === "string" ? { escalatedAt } : {}),
    ...(typeof recoveredAt === "string" ? { recoveredAt } : {}),
    ...(acknowledgement
      ? { acknowledgement: unpack<NonNullable<Alert["acknowledgement"]>>(item, "acknowledgement") }
      : {}),
  };
}
