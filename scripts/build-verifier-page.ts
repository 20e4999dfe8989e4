/** Writes `dist/verifier/verify.html`: the page that checks a bundle in a browser, with all it needs inside. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { verifierHtml } from "../src/verifier/verifier-html.ts";

/** What goes in; their licenses ask that their texts go along. */
const LICENSES = [
  "@noble/hashes/LICENSE",
  "@zip.js/zip.js/LICENSE",
  "json-canonicalize/LICENSE.md",
  "zod/LICENSE",
];

const root = new URL("../", import.meta.url);
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("src/verifier/verifier-page.ts", root))],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
});
const licenses = await Promise.all(
  LICENSES.map(async (file) => `${file}\n${await readFile(new URL(`node_modules/${file}`, root), "utf8")}`),
);
await mkdir(new URL("dist/verifier/", root), { recursive: true });
// esbuild sees to it that no string in the script ends the script's tag.
const page = verifierHtml(outputFiles[0]?.text ?? "", licenses.join("\n"));
await writeFile(new URL("dist/verifier/verify.html", root), page);
