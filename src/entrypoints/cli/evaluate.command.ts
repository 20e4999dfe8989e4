import { readFile, writeFile } from "node:fs/promises";
import { basename, relative } from "node:path";
import type { Command } from "commander";
import type { HeatMap } from "../../domain/heat-map.ts";
import { heatThumbnail } from "../../imaging/heat-thumbnail.ts";
import { thumbnail } from "../../imaging/thumbnail.ts";
import { type CheckedThresholds, checkThresholds } from "../../recognition/check-thresholds.ts";
import { type Evaluation, evaluate } from "../../recognition/evaluate.ts";
import type { LabelledPhoto } from "../../recognition/labelled-photo.ts";
import { readLabels } from "../../recognition/labels/read-labels.ts";
import { readCard } from "../../recognition/lesson-card.ts";
import { type JudgedPhoto, surerThan } from "../../recognition/match-detections.ts";
import { worstPhotos } from "../../recognition/worst-photos.ts";
import type { EmbeddedPlatform } from "../../wiring/wire-embedded.ts";
import { checkFolderOf } from "./check-folder-of.ts";
import { printer, withPlatform } from "./command-context.ts";
import { describePart, describePhotos } from "./describe-card.ts";
import { DRAWN_WIDTH, type DrawnPhoto } from "./evaluation-page/draw-photo.ts";
import { renderEvaluationPage } from "./evaluation-page/evaluation-page.ts";
import { addLabelOptions, type LabelOptions, labelSourceOf } from "./label-options.ts";
import { lookAtPhoto } from "./look-at-photo.ts";
import { fraction } from "./parse-number.ts";
import { startProgress } from "./progress.ts";

type Options = LabelOptions & { model: string; threshold: number; html?: string };

const MOST_DRAWN = 12;

export function addEvaluateCommand(program: Command): void {
  const evaluating = program
    .command("evaluate")
    .description(
      "Compare what a model sees with the truth: mAP, precision, recall, counts, confusion, reliability.",
    )
    .requiredOption("--model <name>", "a taught or imported model");
  addLabelOptions(evaluating)
    .option("--threshold <confidence>", "from here on a detection counts", fraction, 0.5)
    .option("--html <file>", "also write a page with all figures and the worst photos drawn")
    .action(async (options: Options, command: Command) => {
      const source = labelSourceOf(options);
      if (options.html !== undefined) await checkFolderOf(options.html);
      const truth = relative(process.cwd(), source.path) || ".";
      const photos = await readLabels(source);
      const { json, print } = printer(command);
      let version = "";
      const heatMaps = new Map<string, HeatMap>();
      const { judged, proposal } = await withPlatform(command, async (embedded) => {
        const progress = startProgress("Evaluating", "photos", photos.length);
        const list: JudgedPhoto[] = [];
        for (const { file, boxes } of photos) {
          const { detections, recognizer, heatMap } = await lookAtPhoto(embedded, file, options.model);
          version = recognizer.version;
          if (heatMap) heatMaps.set(file, heatMap);
          list.push({ truth: boxes, detections });
          if (json) print({ image: file, truth: boxes, detections }, "");
          progress.at(list.length);
        }
        progress.end();
        return { judged: list, proposal: await proposalOf(embedded, options.model, version) };
      });
      const evaluation = evaluate(judged, options.threshold);
      const checked = checkThresholds(judged, proposal);
      if (options.html !== undefined) {
        const drawn = await drawWorst(photos, surerThan(options.threshold, judged), heatMaps);
        const page = { model: options.model, version, truth, evaluation, checked, ...drawn };
        await writeFile(options.html, renderEvaluationPage(page));
      }
      print(
        { model: options.model, version, ...evaluation, proposal, thresholds: checked },
        describe(evaluation, checked, truth, options.html),
      );
    });
}

/** What the model that looked proposes; the one for everyday objects proposes nothing and is not stored. */
async function proposalOf({ models }: EmbeddedPlatform, model: string, version: string) {
  if (!(await models.info(model, version))) return undefined;
  return readCard((await models.get(model, version)).content).card.proposal;
}

async function drawWorst(
  photos: readonly LabelledPhoto[],
  judged: readonly JudgedPhoto[],
  heatMaps: ReadonlyMap<string, HeatMap>,
): Promise<{ worst: DrawnPhoto[]; faulty: number }> {
  const { worst, faulty } = worstPhotos(judged, MOST_DRAWN);
  const drawn: DrawnPhoto[] = [];
  for (const { index, outcome } of worst) {
    const photo = photos[index];
    if (!photo) continue;
    const [bytes, heatMap] = [await readFile(photo.file), heatMaps.get(photo.file)];
    const webp = heatMap
      ? await heatThumbnail(bytes, heatMap, DRAWN_WIDTH)
      : await thumbnail(bytes, DRAWN_WIDTH);
    drawn.push({ name: basename(photo.file), width: photo.width, height: photo.height, webp, outcome });
  }
  return { worst: drawn, faulty };
}

function describe(
  evaluation: Evaluation,
  checked: CheckedThresholds,
  truth: string,
  html: string | undefined,
): string {
  const { photos, mAP50, mAP50_95, perPart, countExact, threshold, reliability } = evaluation;
  const rows = perPart.map(
    (part) =>
      `  ${part.label.padEnd(24)} ${String(part.count).padStart(5)} true  precision ${percent(part.precision)}  recall ${percent(part.recall)}  AP50 ${part.ap50.toFixed(3)}`,
  );
  const error = percent(reliability.expectedCalibrationError);
  return [
    `${photos} photos of ${truth}`,
    `  mAP50 ${mAP50.toFixed(3)}  mAP50-95 ${mAP50_95.toFixed(3)}  every count exact in ${percent(countExact)} of photos (confidence from ${threshold})`,
    ...rows,
    `  confidence and the share that is right differ by ${error} on average`,
    `  with the thresholds ${checked.from === "model" ? "that the model proposes" : "of a recipe that names none"}:`,
    ...checked.parts.map((part) => `  ${describePart(part)}`),
    `  ${describePhotos(checked.photos)}`,
    ...(html === undefined ? [] : [`Page: ${html}`]),
  ].join("\n");
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
