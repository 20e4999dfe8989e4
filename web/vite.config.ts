import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** While developing, `npx vite web` serves the pages and asks a running Partproof for everything else. */
const PARTPROOF = process.env["PARTPROOF_URL"] ?? "http://127.0.0.1:8080";

const config = defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    // The content security policy allows files of this server, and nothing that is written into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(
      ["/v1", "/healthz", "/docs", "/openapi.json", "/site-config.json"].map((path) => [path, PARTPROOF]),
    ),
  },
});

export { config as default };
