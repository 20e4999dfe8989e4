import type { Checkpoints } from "../../ports/checkpoints.ts";
import { numberOf, textOf } from "./dynamo-codec.ts";
import { assign, type DynamoTable, openItems } from "./dynamo-items.ts";
import { keyOf } from "./dynamo-keys.ts";

export function createDynamoCheckpoints(options: DynamoTable): Checkpoints {
  const items = openItems(options);
  const key = keyOf.mark("verified-through");

  return {
    async verifiedThrough() {
      const item = await items.get(key);
      return item && { sequence: numberOf(item, "sequence"), sha256: textOf(item, "sha256") };
    },

    async advance({ sequence, sha256 }) {
      await items.update(key, {
        ...assign({ sequence, sha256 }),
        when: "attribute_not_exists(#sequence) OR #sequence < :sequence",
      });
    },
  };
}
