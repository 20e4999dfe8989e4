import type { Command } from "commander";
import { printer, withPlatform } from "./command-context.ts";
import { listPhotos } from "./list-photos.ts";
import { checkModelName } from "./model-name.ts";
import { startProgress } from "./progress.ts";

export function addTeachNormalCommand(program: Command): void {
  program
    .command("teach-normal")
    .description(
      "Teach a model how normal widgets look, from photos without boxes; it sees `anomaly` elsewhere.",
    )
    .argument("<paths...>", "photos of normal widgets by one fixed camera, or folders of them")
    .requiredOption("--model <name>", "what recipes call it")
    .action(async (paths: string[], { model }: { model: string }, command: Command) => {
      checkModelName(model);
      const files = await listPhotos(paths);
      const info = await withPlatform(command, async ({ pool, models }) => {
        const progress = startProgress("Teaching", "percent", 100);
        const content = await pool.teachNormal(files, {}, (fraction) =>
          progress.at(Math.round(fraction * 100)),
        );
        progress.end();
        return models.put(model, content, new Date().toISOString());
      });
      const taught = { ...info, photos: files.length };
      printer(command).print(
        taught,
        `Model ${info.name} version ${info.version}, taught how normal looks from ${files.length} photos.`,
      );
    });
}
