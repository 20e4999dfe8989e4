import { expect, test } from "vitest";
import { seededRandom } from "./random.ts";

test("the same keys give the same numbers and a different key gives other ones", () => {
  const draw = (...keys: (string | number)[]) => {
    const random = seededRandom(...keys);
    return [random.next(), random.next(), random.next()];
  };

  const first = draw("line", 7);

  expect(draw("line", 7)).toEqual(first);
  expect(draw("line", 8)).not.toEqual(first);
});

test("a fork does not depend on how many numbers were drawn before it", () => {
  const fresh = seededRandom("line", 7);
  const used = seededRandom("line", 7);
  used.next();

  const forks = [fresh, used].map((random) => random.fork("pose").next());

  expect(forks[0]).toBe(forks[1]);
});

test("numbers fill the range evenly", () => {
  const random = seededRandom("even");
  const bins = new Array<number>(10).fill(0);

  for (let i = 0; i < 10_000; i++) {
    const bin = random.below(10);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }

  expect(Math.min(...bins)).toBeGreaterThan(880);
  expect(Math.max(...bins)).toBeLessThan(1120);
});
