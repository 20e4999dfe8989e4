// Lambda layers are found through NODE_PATH, which `import` ignores and `require` heeds.
import { createRequire } from "node:module";

const sharp = createRequire(import.meta.url)("sharp");

// biome-ignore lint/style/noDefaultExport: it stands for a package that has one
export { sharp as default };
