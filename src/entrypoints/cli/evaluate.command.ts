import { relative } from "node:path";
import type { Command } from "commander";
import { type Evaluation, evaluate, type JudgedPhoto } from "../../recognition/evaluate.ts";
import { readLabels } from "../../recognition/labels/read-labels.ts";
import { printer, withPlatform } from "./command-context.ts";
import { addLabelOptions, type LabelOptions, labelSourceOf } from "./label-options.ts";
import { lookAtPhoto } from "./look-at-photo.ts";
import { fraction } from "./parse-number.ts";
import { startProgress } from "./progress.ts";

type Options = LabelOptions & { model: string; threshold: number };

export function addEvaluateCommand(program: Command): void {
  const evaluating = program
    .command("evaluate")
    .description("Compare what a model sees with the truth: mAP, precision, recall, exact counts.")
    .requiredOption("--model <name>", "a taught or imported model");
  addLabelOptions(evaluating)
    .option("--threshold <confidence>", "from here on a detection counts", fraction, 0.5)
    .action(async (options: Options, command: Command) => {
      const source = labelSourceOf(options);
      const photos = await readLabels(source);
      const { json, print } = printer(command);
      const judged = await withPlatform(command, async (embedded) => {
        const progress = startProgress("Evaluating", "photos", photos.length);
        const list: JudgedPhoto[] = [];
        for (const { file, boxes } of photos) {
          const { detections } = await lookAtPhoto(embedded, file, options.model);
          list.push({ truth: boxes, detections });
          if (json) print({ image: file, truth: boxes, detections }, "");
          progress.at(list.length);
        }
        progress.end();
        return list;
      });
      const evaluation = evaluate(judged, options.threshold);
      print(
        { model: options.model, ...evaluation },
        describe(evaluation, relative(process.cwd(), source.path)),
      );
    });
}

function describe(
  { photos, mAP50, mAP50_95, perPart, countExact, threshold }: Evaluation,
  truth: string,
): string {
  const rows = perPart.map(
    (part) =>
      `  ${part.label.padEnd(24)} ${String(part.count).padStart(5)} true  precision ${percent(part.precision)}  recall ${percent(part.recall)}  AP50 ${part.ap50.toFixed(3)}`,
  );
  return [
    `${photos} photos of ${truth}`,
    `  mAP50 ${mAP50.toFixed(3)}  mAP50-95 ${mAP50_95.toFixed(3)}  every count exact in ${percent(countExact)} of photos (confidence from ${threshold})`,
    ...rows,
  ].join("\n");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
