import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { cephSettings } from "./ceph-settings.ts";

export type S3Server = {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  stop(): Promise<void>;
};

const run = promisify(execFile);
const START_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 5_000;

/** Debian packages without which there is no server. */
export const RADOSGW_PACKAGES = "radosgw ceph-mon ceph-osd";

/**
 * An S3 server that is not ours: Ceph's, on loopback, in a folder of its own and in memory. It checks signatures,
 * keeps versions and enforces Object Lock. Up after about 12 seconds.
 * @returns undefined when the packages are not installed
 */
export async function startRadosgw(): Promise<S3Server | undefined> {
  if (!(await isInstalled())) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "partproof-ceph-"));
  const daemons: ChildProcess[] = [];
  const killAll = () => {
    for (const daemon of daemons) daemon.kill("SIGKILL");
  };
  process.once("exit", killAll);

  async function stop(): Promise<void> {
    // The gateway and the disk first: without the monitor they would wait for it.
    for (const daemon of daemons.toReversed()) await end(daemon);
    process.off("exit", killAll);
    await rm(folder, { recursive: true, force: true });
  }

  try {
    return { ...(await startDaemons(folder, daemons)), stop };
  } catch (error) {
    const log = await readFile(join(folder, "output.txt"), "utf8").catch(() => "");
    await stop();
    throw new Error(`radosgw is installed and did not start. The end of its output:\n${log.slice(-4000)}`, {
      cause: error,
    });
  }
}

async function startDaemons(folder: string, daemons: ChildProcess[]): Promise<Omit<S3Server, "stop">> {
  const [monitorPort, gatewayPort] = await Promise.all([freePort(), freePort()]);
  const clusterId = randomUUID();
  const diskId = randomUUID();
  const conf = join(folder, "ceph.conf");
  await writeFile(conf, cephSettings({ folder, clusterId, monitorPort, gatewayPort }));
  const output = await open(join(folder, "output.txt"), "a");
  const start = (name: string, ...args: string[]) =>
    daemons.push(spawn(name, ["-c", conf, "-f", ...args], { stdio: ["ignore", output.fd, output.fd] }));
  const tool = (name: string, ...args: string[]) => run(name, ["-c", conf, ...args], { timeout: 60_000 });

  const map = join(folder, "monmap");
  const address = `[v2:127.0.0.1:${monitorPort}/0]`;
  await run("monmaptool", ["--create", "--fsid", clusterId, "--addv", "a", address, map]);
  await tool("ceph-mon", "--mkfs", "-i", "a", "--monmap", map);
  start("ceph-mon", "-i", "a");
  await tool("ceph", "osd", "new", diskId);
  await mkdir(join(folder, "osd"));
  await tool("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", diskId);
  start("ceph-osd", "-i", "0");
  await tool("ceph", "osd", "crush", "add", "osd.0", "1", "root=default");

  // In the form of our own keys, so that one key can serve for S3 and for the Rekognition-compatible service.
  const accessKeyId = "PPAKTESTTESTTESTTEST";
  const secretAccessKey = `${randomUUID()}${randomUUID()}`;
  const keys = [`--access-key=${accessKeyId}`, `--secret-key=${secretAccessKey}`];
  await tool("radosgw-admin", "user", "create", "--uid=test", "--display-name=test", ...keys);
  start("radosgw", "-n", "client.rgw");
  await output.close();

  const endpoint = `http://127.0.0.1:${gatewayPort}`;
  await untilItAnswers(endpoint, daemons);
  return { endpoint, accessKeyId, secretAccessKey };
}

async function isInstalled(): Promise<boolean> {
  const tools = ["ceph-mon", "ceph-osd", "radosgw"].map((name) => run(name, ["--version"]));
  return (await Promise.allSettled(tools)).every(({ status }) => status === "fulfilled");
}

async function untilItAnswers(endpoint: string, daemons: readonly ChildProcess[]): Promise<void> {
  const until = Date.now() + START_WITHIN_MS;
  while (Date.now() < until) {
    if (daemons.some(hasEnded)) throw new Error("a daemon ended by itself");
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error(`no answer within ${START_WITHIN_MS / 1000} s`);
}

async function end(daemon: ChildProcess): Promise<void> {
  if (hasEnded(daemon)) return;
  const ended = new Promise((resolve) => daemon.once("exit", resolve));
  daemon.kill("SIGTERM");
  const kill = setTimeout(() => daemon.kill("SIGKILL"), STOP_WITHIN_MS);
  await ended;
  clearTimeout(kill);
}

function hasEnded(daemon: ChildProcess): boolean {
  return daemon.exitCode !== null || daemon.signalCode !== null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
