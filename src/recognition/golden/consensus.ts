import { type Gray, LEVEL } from "./gray.ts";
import { type Homography, mapPoint } from "./homography.ts";

/**
 * What the photos of a lesson have in common, as the golden photo would show it: the mean of all, leveled. What differs
 * from one to the next (shadows, the bench, reflections, a part that some lack) fades, so another photo agrees with it
 * better than with any one of them.
 * @param photos the golden photo first; all of one step
 */
export function consensusOf(photos: readonly { dense: Gray; toPhoto: Homography }[]): Gray {
  const [golden] = photos;
  if (!golden) throw new Error("Expected at least the golden photo.");
  const { width, height, step } = golden.dense;
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const point = { x: (column + 0.5) * step - 0.5, y: (row + 0.5) * step - 0.5 };
      let [sum, count] = [0, 0];
      for (const { dense, toPhoto } of photos) {
        const { x, y } = mapPoint(toPhoto, point);
        const [px, py] = [Math.floor((x + 0.5) / dense.step), Math.floor((y + 0.5) / dense.step)];
        if (!(px >= 0 && py >= 0 && px < dense.width && py < dense.height)) continue;
        sum += dense.pixels[py * dense.width + px] as number;
        count++;
      }
      pixels[row * width + column] = count > 0 ? sum / count + 0.5 : LEVEL;
    }
  return { pixels, width, height, step };
}
