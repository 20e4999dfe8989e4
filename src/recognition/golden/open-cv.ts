/**
 * The little of OpenCV that aligning needs, in our own types: those of the package cover far more and fit less.
 * Every object lives in WebAssembly memory that no garbage collector frees, so use {@link withMats}.
 */
export type Mat = Deletable & {
  rows: number;
  cols: number;
  data: Uint8Array;
  data32F: Float32Array;
  data64F: Float64Array;
};
export type Deletable = { delete(): void };
export type KeyPoint = { pt: { x: number; y: number } };
type ListOf<T> = Deletable & { size(): number; get(at: number): T };

export type OpenCv = {
  Mat: new (rows?: number, columns?: number, type?: number) => Mat;
  KeyPointVector: new () => ListOf<KeyPoint>;
  ORB: new (
    points: number,
  ) => Deletable & {
    detectAndCompute(image: Mat, mask: Mat, points: ListOf<KeyPoint>, into: Mat): void;
  };
  findHomography(from: Mat, to: Mat, method: number, reach: number, inliers: Mat): Mat;
  matchTemplate(image: Mat, template: Mat, into: Mat, method: number): void;
  readonly CV_8UC1: number;
  readonly CV_32FC2: number;
  readonly RANSAC: number;
  readonly TM_CCOEFF_NORMED: number;
};

let loading: Promise<{ cv: OpenCv }> | undefined;

/** Loads OpenCV once a thread (0.3 s). In an object: the library looks like a promise, and awaiting it never ends. */
export function openCv(): Promise<{ cv: OpenCv }> {
  loading ??= load();
  return loading;
}

async function load(): Promise<{ cv: OpenCv }> {
  const before = LISTENED.map((event) => new Set(process.listeners(event)));
  const loaded: { default: unknown } = await import("@techstark/opencv-js");
  const cv = loaded.default as Partial<OpenCv> & { onRuntimeInitialized?: () => void };
  if (!cv.Mat) {
    await new Promise<void>((resolve) => {
      cv.onRuntimeInitialized = resolve;
    });
  }
  // The library would end the whole process on any unhandled error; that is not for it to decide.
  for (const [at, event] of LISTENED.entries())
    for (const listener of process.listeners(event))
      if (!before[at]?.has(listener)) process.removeListener(event, listener as () => void);
  return { cv: cv as OpenCv };
}

const LISTENED = ["uncaughtException", "unhandledRejection"] as unknown as ["uncaughtException"];

/** Frees everything that `keep` was given, also when `work` fails. */
export function withMats<T>(work: (keep: <M extends Deletable>(mat: M) => M) => T): T {
  const kept: Deletable[] = [];
  try {
    return work((mat) => {
      kept.push(mat);
      return mat;
    });
  } finally {
    for (const mat of kept.reverse()) mat.delete();
  }
}
