import type { components } from "../../api/schema.gen.ts";

/** Who can be given access, as the API says it. */
export type Person = components["schemas"]["Person"];
export type Token = components["schemas"]["Token"];
