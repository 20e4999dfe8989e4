import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** While developing, `npx vite web` serves the pages and asks a running Partproof for everything else. */
const PARTPROOF = process.env["PARTPROOF_URL"] ?? "http://127.0.0.1:8080";

const config = defineConfig({
  root: import.meta.dirname,
  plugins: [react(), withoutInjectedStyle()],
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

/**
 * react-zoom-pan-pinch writes a style sheet into the page when it is loaded, which our policy refuses. What it says
 * stands in photo-viewer.module.css instead.
 */
function withoutInjectedStyle(): Plugin {
  const injection = "styleInject(css_248z);";
  return {
    name: "without-injected-style",
    transform(code, id) {
      if (!id.includes("react-zoom-pan-pinch")) return undefined;
      if (!code.includes(injection)) this.error("react-zoom-pan-pinch writes its style in another way now.");
      return { code: code.replace(injection, ""), map: null };
    },
  };
}

export { config as default };
