import type { Checkpoints } from "../../ports/checkpoints.ts";
import { numberOf, textOf } from "./dynamo-codec.ts";
import { assign, type DynamoTable, type Item, openItems } from "./dynamo-items.ts";
import { keyOf } from "./dynamo-keys.ts";

export function createDynamoCheckpoints(options: DynamoTable): Checkpoints {
  const items = openItems(options);
  const recent = keyOf.mark("verified-through");
  const round = keyOf.mark("verification-round");

  return {
    async verifiedThrough() {
      const item = await items.get(recent);
      return item && headOf(item);
    },

    async advance({ sequence, sha256 }) {
      await items.update(recent, {
        ...assign({ sequence, sha256 }),
        when: "attribute_not_exists(#sequence) OR #sequence < :sequence",
      });
    },

    async round() {
      const item = await items.get(round);
      return (
        item && { number: numberOf(item, "number"), through: headOf(item), ended: item["ended"] === true }
      );
    },

    async keepRound({ number, through, ended }) {
      const { change, values } = assign({ number, ...through, ended });
      const sameRound = "#number = :number AND #ended = :underWay AND #sequence <= :sequence";
      await items.update(round, {
        change,
        when: `attribute_not_exists(#number) OR #number < :number OR (${sameRound})`,
        values: { ...values, underWay: false },
      });
    },
  };
}

function headOf(item: Item) {
  return { sequence: numberOf(item, "sequence"), sha256: textOf(item, "sha256") };
}
