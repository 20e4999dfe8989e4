/** What one Lambda is made of; the file lies in src/entrypoints/aws. */
export type LambdaEntry = {
  file: string;
  /** Packages that cannot be bundled into one file: native ones, and such as look for files beside themselves. */
  copied: readonly string[];
  /** Has Partproof's own recognizer: its worker and weights. */
  ownRecognizer: boolean;
  /** Needs sharp, which comes from the shared layer. */
  images: boolean;
  /** Files of packages that are read at run time, below node_modules: the fonts of PDFs. */
  files: readonly string[];
};

const PDF_FONTS = ["pdfmake/package.json", "pdfmake/fonts/Roboto"];

const PLAIN = { copied: [], ownRecognizer: false, images: false, files: [] } as const;

export const LAMBDA_ENTRIES = {
  inspect: { ...PLAIN, file: "inspect.lambda.ts", images: true },
  inspectOwn: {
    ...PLAIN,
    file: "inspect-own.lambda.ts",
    copied: ["onnxruntime-node", "onnxruntime-common", "piscina", "@techstark/opencv-js"],
    ownRecognizer: true,
    images: true,
  },
  api: { ...PLAIN, file: "api.lambda.ts", images: true, copied: ["swagger-ui-dist"], files: PDF_FONTS },
  authorizer: { ...PLAIN, file: "authorizer.lambda.ts" },
  digest: { ...PLAIN, file: "digest.lambda.ts" },
  channels: { ...PLAIN, file: "channels.lambda.ts" },
  report: { ...PLAIN, file: "report.lambda.ts", images: true, files: PDF_FONTS },
  reconcile: { ...PLAIN, file: "reconcile.lambda.ts" },
  verify: { ...PLAIN, file: "verify.lambda.ts" },
} as const satisfies Record<string, LambdaEntry>;

export type LambdaName = keyof typeof LAMBDA_ENTRIES;

/** The file's own name, as a folder and in the names of resources: `inspect-own`. */
export function entryStem(name: LambdaName): string {
  return LAMBDA_ENTRIES[name].file.replace(/\.lambda\.ts$/, "");
}
