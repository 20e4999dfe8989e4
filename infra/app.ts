import { bundledCode } from "./stack/bundled-code.ts";
import { createApp } from "./stack/create-app.ts";

createApp({}, ({ architecture }) => bundledCode(architecture)).app.synth();
