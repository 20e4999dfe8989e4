import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { DocsAssets } from "./http-api-deps.ts";

/** The API reference's files from the installed npm package, read once; for every platform that is Node. */
export function createNodeDocsAssets(): DocsAssets {
  const { resolve } = createRequire(import.meta.url);
  const read = (file: string) => {
    let content: Promise<Buffer<ArrayBuffer>> | undefined;
    return () => {
      content ??= readFile(resolve(`swagger-ui-dist/${file}`));
      return content;
    };
  };
  return { script: read("swagger-ui-bundle.js"), style: read("swagger-ui.css") };
}
