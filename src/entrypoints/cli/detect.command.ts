import type { Command } from "commander";
import { PartproofError, UnusablePhotoError } from "../../domain/errors.ts";
import { printer, withPlatform } from "./command-context.ts";
import { EXIT } from "./exit-code.ts";
import { listPhotos } from "./list-photos.ts";
import { describeDetections, lookAtPhoto } from "./look-at-photo.ts";
import { fraction } from "./parse-number.ts";
import { startProgress } from "./progress.ts";

export function addDetectCommand(program: Command): void {
  program
    .command("detect")
    .description("Only look at photos: what a model sees, without recipe, verdict or evidence.")
    .argument("<paths...>", "photos, or folders of photos")
    .requiredOption("--model <name>", "a taught model, or `general` for everyday objects")
    .option("--from <confidence>", "leave out what is seen with less confidence", fraction, 0.3)
    .action(async (paths: string[], options: { model: string; from: number }, command: Command) => {
      const files = await listPhotos(paths);
      const { print } = printer(command);
      await withPlatform(command, async (embedded) => {
        const progress = startProgress("Looking", "photos", files.length);
        for (const [index, image] of files.entries()) {
          const seen = await lookAtPhoto(embedded, image, options.model).catch((error: unknown) => {
            if (!(error instanceof UnusablePhotoError)) throw error;
            return new PartproofError("invalid-input", error.message);
          });
          progress.end();
          if (seen instanceof PartproofError) {
            process.exitCode = EXIT.someNotPass;
            print({ image, error: seen.message }, `! ${image}  ${seen.message}`);
          } else {
            const detections = seen.detections.filter((d) => d.confidence >= options.from);
            const { recognizer, heatMap } = seen;
            const line = { image, recognizer, detections, ...(heatMap ? { heatMap } : {}) };
            print(line, `${image}  ${describeDetections(detections, options.from)}`);
          }
          progress.at(index + 1);
        }
        progress.end();
      });
    });
}
