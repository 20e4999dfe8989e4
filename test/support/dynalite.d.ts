/** The package has no types of its own. */
declare module "dynalite" {
  import type { Server } from "node:http";

  /** @param options createTableMs: how long a new table stays in the making, in milliseconds */
  function dynalite(options: { createTableMs: number }): Server;
  export = dynalite;
}
