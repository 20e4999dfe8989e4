import type { TestProject } from "vitest/node";
import { RADOSGW_PACKAGES, type S3Server, startRadosgw } from "./start-radosgw.ts";

export type S3Place = { endpoint: string; accessKeyId: string; secretAccessKey: string };

declare module "vitest" {
  interface ProvidedContext {
    /**
     * Where the shared S3 server is; `undefined` where none is installed, and then what needs it is skipped. Where one is
     * installed and did not start, the reason: what needs it fails with that, and everything else runs.
     */
    s3: S3Place | { fault: string } | undefined;
  }
}

/** One S3 server for all files: starting it takes longer than most of them. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const server = await startTwice();
  if (server === undefined) {
    process.stdout.write(
      `No S3 server: what needs one is skipped. Debian: apt-get install ${RADOSGW_PACKAGES}\n`,
    );
    project.provide("s3", undefined);
    return undefined;
  }
  if ("fault" in server) {
    process.stdout.write(`${server.fault}\n`);
    project.provide("s3", server);
    return undefined;
  }
  const { stop, ...place } = server;
  project.provide("s3", place);
  return stop;
}

/** A daemon of Ceph that finds its port taken, or a machine too busy, is gone at the second try. */
async function startTwice(): Promise<S3Server | { fault: string } | undefined> {
  try {
    return await startRadosgw();
  } catch (first) {
    process.stdout.write(`${messageOf(first)}\nThe S3 server is started once more.\n`);
  }
  try {
    return await startRadosgw();
  } catch (second) {
    return { fault: `The S3 server did not start, twice. The second time:\n${messageOf(second)}` };
  }
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
