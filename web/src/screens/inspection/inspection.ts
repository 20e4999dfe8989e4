import type { components } from "../../api/schema.gen.ts";

/** The record of one photo, as the API shows it. */
export type Inspection = components["schemas"]["Inspection"];
export type Finding = Inspection["findings"][number];
