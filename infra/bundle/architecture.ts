/** The processor of the Lambdas, in the words of AWS. */
export type Architecture = "arm64" | "x86_64";
