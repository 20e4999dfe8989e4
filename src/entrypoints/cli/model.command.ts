import { type Command, Option } from "commander";
import { DETECTOR_LAYOUTS, type DetectorLayout } from "../../recognition/imported/detector-layout.ts";
import { importDetector } from "../../recognition/imported/import-detector.ts";
import { type ModelOptions, readModelCard } from "../read-model-card.ts";
import { printer, withPlatform } from "./command-context.ts";
import { describeCard } from "./describe-card.ts";
import { checkModelName } from "./model-name.ts";
import { share, wholeNumber } from "./parse-number.ts";

type ImportOptions = {
  name: string;
  onnx: string;
  labels: string;
  layout: DetectorLayout | "auto";
  size?: number;
};

export function addModelCommand(program: Command): void {
  const model = program.command("model").description("What models are, and models made elsewhere.");

  model
    .command("show")
    .description("What a model says of itself: how it looks, what to expect of it, thresholds for recipes.")
    .argument("<name>", "a taught or imported model")
    .option("--model-version <version>", "an older one; default: the newest")
    .option("--escape-target <share>", "propose thresholds for this share instead, such as 0.5%", share)
    .action(async (name: string, options: ModelOptions, command: Command) => {
      const { info, card } = await withPlatform(command, ({ models }) =>
        readModelCard(models, name, options),
      );
      const { photos, seed } = card.card;
      printer(command).print(
        { ...info, look: card.mode, labels: card.labels, ...card.card },
        [
          `Model ${info.name} version ${info.version}, ${info.createdAt}: ${card.mode}` +
            (photos === undefined ? "" : `, taught from ${photos} photos`) +
            (seed === undefined ? "" : ` with seed ${seed}`),
          ...(card.labels.length === 0 ? [] : [`  parts: ${card.labels.join(", ")}`]),
          ...describeCard(card),
        ].join("\n"),
      );
    });

  model
    .command("import")
    .description("Use a detector trained elsewhere: an ONNX file of YOLOv5, YOLOv8, YOLO11 or RT-DETR.")
    .requiredOption("--name <name>", "what recipes call it")
    .requiredOption("--onnx <file>", "the exported detector")
    .requiredOption("--labels <file>", "its labels in order: a line each, or YAML with names")
    .addOption(
      new Option("--layout <layout>", "how it writes its answer")
        .choices(["auto", ...DETECTOR_LAYOUTS])
        .default("auto"),
    )
    .option(
      "--size <pixels>",
      "side of the photos it looks at, where it leaves that open (default: 640)",
      wholeNumber,
    )
    .action(async (options: ImportOptions, command: Command) => {
      checkModelName(options.name);
      const { file, header } = await importDetector({
        onnxFile: options.onnx,
        labelsFile: options.labels,
        layout: options.layout,
        ...(options.size === undefined ? {} : { size: options.size }),
      });
      const info = await withPlatform(command, ({ models }) =>
        models.put(options.name, file, new Date().toISOString()),
      );
      const { layout, labels, input } = header;
      printer(command).print(
        { ...info, layout, labels: labels.length, input },
        `Model ${info.name} version ${info.version}: ${layout}, ${labels.length} labels, looks at ${input.width} × ${input.height}.`,
      );
    });
}
