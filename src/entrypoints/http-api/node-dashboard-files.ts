import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { DashboardFiles } from "./pages/dashboard-files.ts";

/** The dashboard as `npm run build` made it, for every platform that is Node. Files are read once. */
export function createNodeDashboardFiles(): DashboardFiles {
  const root = new URL("./", import.meta.resolve("#dashboard"));
  const content = new Map<string, Promise<Buffer<ArrayBuffer>>>();
  // The names are asked of the disk, so no name of a request is ever a path.
  let names: Promise<ReadonlySet<string>> | undefined;

  const read = (name: string) => {
    const known = content.get(name) ?? readFile(fileURLToPath(new URL(name, root)));
    content.set(name, known);
    return known;
  };
  return {
    page: () => read("index.html"),
    async asset(name) {
      names ??= readdir(fileURLToPath(new URL("assets/", root))).then((found) => new Set(found));
      return (await names).has(name) ? read(`assets/${name}`) : undefined;
    },
  };
}
