/**
 * Deals photos into folds so that photos of one scene (frames of one clip, a burst of one widget) share a fold:
 * left out one by one, each would be judged by a head that has seen its twin. Twins are joined pair by pair,
 * the most alike first, while they are much more alike than two photos usually are and the group stays small
 * enough that something else is left to learn from.
 * @param scenes what each photo's background looks like, all of one length
 * @returns for each photo its fold, from 0; at least two folds and at most `most`, for two photos or more
 */
export function groupScenes(scenes: readonly Float64Array[], most: number): number[] {
  const pairs = scenes.flatMap((scene, a) =>
    scenes.slice(a + 1).map((other, offset) => ({ a, b: a + 1 + offset, apart: distance(scene, other) })),
  );
  pairs.sort((one, other) => one.apart - other.apart || one.a - other.a || one.b - other.b);
  const usual = pairs[Math.floor(pairs.length / 2)]?.apart ?? 0;
  const largest = Math.max(1, Math.floor(scenes.length / 2));
  const groups = new Map(scenes.map((_, photo) => [photo, [photo]]));
  const groupOf = scenes.map((_, photo) => photo);
  for (const { a, b, apart } of pairs) {
    if (apart >= TWINS * usual) break;
    const [into = 0, from = 0] = [groupOf[a], groupOf[b]].sort((one = 0, other = 0) => one - other);
    const joined = [...(groups.get(into) ?? []), ...(groups.get(from) ?? [])];
    if (into === from || joined.length > largest) continue;
    for (const photo of joined) groupOf[photo] = into;
    groups.set(into, joined);
    groups.delete(from);
  }
  return deal([...groups.values()], Math.min(most, groups.size), scenes.length);
}

/** Twins are nearer to each other than this share of the usual (median) distance. */
const TWINS = 0.6;

/** The largest group first, each to the fold that holds the fewest photos. */
function deal(groups: number[][], folds: number, photos: number): number[] {
  const sizes = new Array<number>(folds).fill(0);
  const foldOf = new Array<number>(photos).fill(0);
  for (const group of groups.sort((one, other) => other.length - one.length)) {
    const fold = sizes.indexOf(Math.min(...sizes));
    for (const photo of group) foldOf[photo] = fold;
    sizes[fold] = (sizes[fold] ?? 0) + group.length;
  }
  return foldOf;
}

function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] as number) - (b[at] as number)) ** 2;
  return Math.sqrt(sum);
}
