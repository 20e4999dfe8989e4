import type { KeptVerification, VerificationLog } from "../../ports/verification-log.ts";
import { pack, unpack } from "./dynamo-codec.ts";
import { assign, type DynamoTable, openItems } from "./dynamo-items.ts";
import { keyOf } from "./dynamo-keys.ts";

export function createDynamoVerificationLog(options: DynamoTable): VerificationLog {
  const items = openItems(options);
  const key = keyOf.mark("last-verification");
  return {
    async keep(verification) {
      await items.update(key, assign({ verification: pack(verification) }));
    },
    async last() {
      const item = await items.get(key);
      return item && unpack<KeptVerification>(item, "verification");
    },
  };
}
