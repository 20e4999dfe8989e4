import type { KeptRules, RuleStates } from "../../ports/rule-states.ts";
import { pack, textOf, unpack } from "./dynamo-codec.ts";
import { assign, type DynamoTable, openItems } from "./dynamo-items.ts";
import { endOf, keyOf, placeInTime } from "./dynamo-keys.ts";

const WORK = "rules";

export function createDynamoRuleStates(options: DynamoTable): RuleStates {
  const items = openItems(options);
  return {
    async get(key) {
      const item = await items.get(keyOf.rules(key));
      return item && unpack<KeptRules>(item, "kept");
    },

    async save(key, kept, dueAt) {
      const { change, values } = assign({
        revision: kept.revision,
        kept: pack(kept),
        work: dueAt && WORK,
        workAt: dueAt && placeInTime(dueAt.getTime(), key),
      });
      const saved = await items.update(keyOf.rules(key), {
        change,
        when: kept.revision === 1 ? "attribute_not_exists(#revision)" : "#revision = :before",
        values: kept.revision === 1 ? values : { ...values, before: kept.revision - 1 },
      });
      return saved !== undefined;
    },

    async due(now, limit) {
      const found: string[] = [];
      const due = items.query({
        index: "by-work",
        where: "#work = :work AND #workAt < :until",
        values: { work: WORK, until: endOf(now.getTime()) },
        pageSize: limit,
      });
      for await (const item of due) {
        found.push(textOf(item, "pk").slice(keyOf.rules("").pk.length));
        if (found.length === limit) break;
      }
      return found;
    },
  };
}
