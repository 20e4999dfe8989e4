import { type Command, Option } from "commander";
import type { Turns } from "../../recognition/augmentation.ts";
import { readLabels } from "../../recognition/labels/read-labels.ts";
import { readCard } from "../../recognition/lesson-card.ts";
import { DEFAULT_ESCAPE_TARGET } from "../../recognition/propose-thresholds.ts";
import { printer, withPlatform } from "./command-context.ts";
import { describeCard } from "./describe-card.ts";
import { addLabelOptions, type LabelOptions, labelSourceOf } from "./label-options.ts";
import { checkModelName } from "./model-name.ts";
import { share, wholeNumber } from "./parse-number.ts";
import { startProgress } from "./progress.ts";

type Options = LabelOptions & {
  model: string;
  look: "find" | "golden" | "auto";
  escapeTarget: number;
  seed: number;
  upright?: boolean;
  anyAngle?: boolean;
  quick?: boolean;
};

export function addTeachCommand(program: Command): void {
  const teach = program
    .command("teach")
    .description("Teach a model the parts of a widget from photos with boxes.")
    .requiredOption("--model <name>", "what recipes call it");
  addLabelOptions(teach)
    .option("--limit <n>", "only the first n photos", wholeNumber)
    .addOption(
      new Option(
        "--look <way>",
        "find: parts anywhere; golden: a fixed layout, each place judged; auto: what does better on photos left out",
      )
        .choices(["auto", "find", "golden"])
        .default("auto"),
    )
    .option(
      "--escape-target <share>",
      "thresholds are proposed so that no more missing parts are called present; default: 0.1%",
      share,
      DEFAULT_ESCAPE_TARGET,
    )
    .option("--seed <s>", "the same photos and seed give the same model", wholeNumber, 1)
    .addOption(
      new Option("--upright", "parts always stand as in the photos; default: as the boxes show").conflicts(
        "anyAngle",
      ),
    )
    .option("--any-angle", "parts may lie at any angle, also where no photo shows it")
    .option("--quick", "a third of the time, and less sure: for a first look")
    .action(async (options: Options, command: Command) => {
      checkModelName(options.model);
      const examples = await readLabels(labelSourceOf(options));
      const lesson = {
        look: options.look,
        escapeTarget: options.escapeTarget,
        seed: options.seed,
        ...turnsAsked(options),
        effort: options.quick ? ("quick" as const) : ("normal" as const),
      };
      const startedAt = performance.now();
      const { info, card } = await withPlatform(command, async ({ pool, models }) => {
        const progress = startProgress("Teaching", "percent", 100);
        const content = await pool.teach(examples, lesson, (fraction) =>
          progress.at(Math.round(fraction * 100)),
        );
        progress.end();
        const stored = await models.put(options.model, content, new Date().toISOString());
        return { info: stored, card: readCard(content) };
      });
      const seconds = (performance.now() - startedAt) / 1000;
      const { choice, proposal } = card.card;
      const taught = {
        ...info,
        photos: examples.length,
        seconds: Math.round(seconds * 10) / 10,
        look: card.mode,
        choice,
        proposal,
      };
      printer(command).print(
        taught,
        [
          `Model ${info.name} version ${info.version}, taught from ${examples.length} photos in ${taught.seconds} s.`,
          ...describeCard(card),
          `A recipe with these thresholds: partproof recipe propose --model ${info.name}`,
        ].join("\n"),
      );
    });
}

function turnsAsked({ upright, anyAngle }: Options): { turns?: Turns } {
  return upright ? { turns: "none" } : anyAngle ? { turns: "any" } : {};
}
