import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { DocsAssets } from "./http-api-deps.ts";

const require = createRequire(import.meta.url);

/** The API reference's files from the installed npm package, read once; for every platform that is Node. */
export function createNodeDocsAssets(): DocsAssets {
  return {
    script: readOnce(require.resolve("swagger-ui-dist/swagger-ui-bundle.js")),
    style: readOnce(require.resolve("swagger-ui-dist/swagger-ui.css")),
  };
}

function readOnce(path: string) {
  let content: Promise<Buffer<ArrayBuffer>> | undefined;
  return () => {
    content ??= readFile(path);
    return content;
  };
}
