import type { TestProject } from "vitest/node";
import { RADOSGW_PACKAGES, startRadosgw } from "./start-radosgw.ts";

/** Where the shared S3 server is; `undefined` where none is installed, and then what needs it is skipped. */
export type S3Place = { endpoint: string; accessKeyId: string; secretAccessKey: string };

declare module "vitest" {
  interface ProvidedContext {
    s3: S3Place | undefined;
  }
}

/** One S3 server for all files: starting it takes longer than most of them. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const server = await startRadosgw();
  if (server === undefined) {
    process.stdout.write(
      `No S3 server: what needs one is skipped. Debian: apt-get install ${RADOSGW_PACKAGES}\n`,
    );
    project.provide("s3", undefined);
    return undefined;
  }
  const { stop, ...place } = server;
  project.provide("s3", place);
  return stop;
}
