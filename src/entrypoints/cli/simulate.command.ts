import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { stringify } from "yaml";
import { DESIGNS, designNamed } from "../../simulator/designs.ts";
import { recipeFor } from "../../simulator/recipe-for.ts";
import { writeDataset } from "../../simulator/write-dataset.ts";
import { homePaths } from "../../wiring/home.ts";
import { configFor, printer } from "./command-context.ts";
import { fraction, wholeNumber } from "./parse-number.ts";
import { startProgress } from "./progress.ts";

type Options = {
  count: number;
  seed: number;
  design: string;
  out?: string;
  missingRate?: number;
  difficulty?: Difficulty;
};
type Difficulty = "easy" | "normal" | "hard";

export function addSimulateCommand(program: Command): void {
  program
    .command("simulate")
    .description(
      "Draw photos of a pretend widget with known truth: images, coco.json, truth.jsonl, recipe.yaml.",
    )
    .requiredOption("--count <n>", "how many photos", wholeNumber)
    .option("--seed <s>", "which pretend line; the same seed draws the same photos", wholeNumber, 1)
    .addOption(
      new Option("--design <name>", "which widget")
        .choices(DESIGNS.map((design) => design.id))
        .default("control-box"),
    )
    .addOption(
      new Option("--difficulty <level>", "light, blur, noise, pose").choices(["easy", "normal", "hard"]),
    )
    .option("--missing-rate <share>", "share of widgets that lack a part, 0 to 1", fraction)
    .option("--out <dir>", "folder to write to (default: in the home)")
    .action(async (options: Options, command: Command) => {
      const { count, seed, missingRate, difficulty } = options;
      const design = designNamed(options.design);
      const { simulator } = homePaths(configFor(command).home);
      const directory = options.out ?? join(simulator, `${design.id}-${seed}`);
      const progress = startProgress("Drawing", "photos", count);
      const dataset = await writeDataset({
        design,
        seed,
        count,
        directory,
        options: {
          ...(missingRate === undefined ? {} : { missingRate }),
          ...(difficulty ? { difficulty } : {}),
        },
        onProgress: ({ done }) => progress.at(done),
      });
      progress.end();
      const recipeFile = join(directory, "recipe.yaml");
      await writeFile(recipeFile, stringify(recipeFor(design)));
      const text = `${dataset.photos} photos, ${dataset.incomplete} of incomplete widgets, in ${directory}\nTeach: partproof teach --model ${design.id} --coco ${dataset.cocoFile}\nInspect: partproof inspect ${join(directory, "images")} --recipe ${recipeFile}`;
      printer(command).print({ ...dataset, recipeFile }, text);
    });
}
