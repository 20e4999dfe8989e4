import type { Backbone } from "../backbone.ts";
import type { DotProducts } from "../dot-products.ts";
import type { SharedBits } from "./shared-bits.ts";

/** What lessons and looks of mode `golden` compute with, all in the model runtime. */
export type GoldenTools = { backbone: Backbone; products: DotProducts; sharedBits: SharedBits };
