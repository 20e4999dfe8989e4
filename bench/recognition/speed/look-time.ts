import { openBackbone } from "../../../src/recognition/backbone.ts";
import { readOutline } from "../../../src/recognition/model-container.ts";
import type { RecognitionPool } from "../../../src/recognition/recognition-pool.ts";
import { toWorkingPhoto } from "../../../src/recognition/working-photo.ts";
import { reportBar } from "../bars.ts";
import { decodeFile } from "../decode-file.ts";
import type { DrawnPhotos } from "./drawn-photos.ts";
import type { TaughtModels } from "./taught-models.ts";
import { turnAbout } from "./turn-about.ts";

const TURNS = 40;
const WARM_UP = 5;

/** A photo through the pool, the resize to working size included, over the bare run of the backbone on it. */
export async function measureLooks(
  pool: RecognitionPool,
  models: TaughtModels,
  { tried }: DrawnPhotos,
): Promise<void> {
  const backbone = await openBackbone(1);
  const photos = await Promise.all(tried.map(({ file }) => decodeFile(file)));
  for (const [look, { version, file, load }] of Object.entries(models)) {
    const { longSide } = readOutline(file);
    const pairs = await Promise.all(
      photos.map(async (photo) => ({ photo, working: await toWorkingPhoto(photo, longSide) })),
    );
    const pairAt = (turn: number) => {
      const pair = pairs[turn % pairs.length];
      if (!pair) throw new Error("No photo was drawn.");
      return pair;
    };
    const [bare = 0, whole = 0, resize = 0] = await turnAbout(
      [
        (turn) => backbone.look(pairAt(turn).working),
        (turn) => pool.detectParts(pairAt(turn).photo, { version, load }),
        (turn) => toWorkingPhoto(pairAt(turn).photo, longSide),
      ],
      { turns: TURNS, warmUp: WARM_UP },
    );
    const { working } = pairAt(0);
    console.log(
      `${look}, 640×480 looked at as ${working.width}×${working.height}: backbone ${bare.toFixed(1)} ms, look ` +
        `${whole.toFixed(1)} ms, of it the resize ${resize.toFixed(1)} ms: ratio ${(whole / bare).toFixed(2)}, ` +
        `without the resize ${((whole - resize) / bare).toFixed(2)}`,
    );
    reportBar({ name: `a photo by ${look} over the bare backbone`, side: "most", mean: 1.5 }, [whole / bare]);
  }
}
