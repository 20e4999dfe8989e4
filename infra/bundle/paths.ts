import { fileURLToPath } from "node:url";

/** The project's root, where package.json, src and models are. */
export const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
/** Bundles and layers are built here; `cdk synth` copies them to cdk.out under the name of their content. */
export const BUILT = fileURLToPath(new URL("../.bundle/", import.meta.url));
