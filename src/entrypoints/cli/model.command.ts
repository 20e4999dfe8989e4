import { type Command, Option } from "commander";
import { DETECTOR_LAYOUTS, type DetectorLayout } from "../../recognition/imported/detector-layout.ts";
import { importDetector } from "../../recognition/imported/import-detector.ts";
import { printer, withPlatform } from "./command-context.ts";
import { checkModelName } from "./model-name.ts";
import { wholeNumber } from "./parse-number.ts";

type ImportOptions = {
  name: string;
  onnx: string;
  labels: string;
  layout: DetectorLayout | "auto";
  size?: number;
};

export function addModelCommand(program: Command): void {
  const model = program.command("model").description("Models that recipes can name, other than by teaching.");

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
