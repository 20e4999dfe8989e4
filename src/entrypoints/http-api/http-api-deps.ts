import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Platform } from "../../flow/platform.ts";
import type { ReplayRunner } from "../../flow/replay-in-background.ts";
import type { FrontDesk } from "../../flow/sign-in.ts";
import type { TeachingDesk } from "../../flow/teaching-desk.ts";
import type { ChannelTarget } from "../../flow/test-channel.ts";
import type { LiveRecords } from "../../ports/live-records.ts";
import type { MessageLedger } from "../../ports/message-ledger.ts";
import type { ModelStore } from "../../ports/model-store.ts";
import type { Principal } from "../../ports/token-store.ts";
import type { UploadGrants } from "../../ports/upload-grants.ts";
import type { VerificationLog } from "../../ports/verification-log.ts";
import type { DashboardFiles } from "./pages/dashboard-files.ts";

/** Everything the HTTP API needs. Nothing here belongs to one platform: the same app runs in Node and in Lambda. */
export type HttpApiDeps = {
  platform: Platform;
  identify: Identify;
  /** Where people sign in; absent where something before the API does that. */
  frontDesk?: FrontDesk | undefined;
  /** Mail and the channels of the settings, to be tested; absent where they are settings of a stack. */
  channels?: readonly ChannelTarget[];
  /** The network address that a request comes from, as the server sees it; without it all are one. */
  addressOf?: (c: Context) => string;
  models: ModelStore;
  /** What became of the messages of all channels. */
  messages: MessageLedger;
  verifications: VerificationLog;
  /** Room where everything is kept, where that is a disk. */
  disk?: () => Promise<{ freeBytes: number; totalBytes: number }>;
  /** Where the system can pretend to have a line. */
  simulatedLine?: SimulatedLine;
  /** Where widgets can be taught; absent where they cannot. */
  teaching?: TeachingDesk;
  /** Where photos too large for a request can be put; absent where the API takes them all. */
  uploads?: UploadGrants;
  /** Replays in the background; absent where this process does not live on after its answer, or cannot look at photos. */
  replays?: ReplayRunner;
  /** The page that checks a bundle, where answers of any length can be given: without it there are no exports. */
  verifierPage?: () => Promise<string>;
  /** The metrics in Prometheus' text format, where this platform keeps them itself. */
  metrics?: () => Promise<string>;
  /** The version of Partproof, for the OpenAPI document. */
  version: string;
  /** Largest body of `POST /v1/images`, in bytes. Base64 adds a third: a photo may have three quarters of it. */
  maxBodyBytes: number;
  /**
   * The longest that a call may take, in seconds, where what is before the API gives up on it. Without it a verdict can
   * be waited for 30 s, and a verification takes as long as it takes.
   */
  maxWaitSeconds?: number;
  /** Whether this system can take photos now; false, or a failure, makes `/healthz` answer 503. */
  ready?: () => Promise<boolean>;
  /** Where answers can go on for long: what is new, and when the server stops. */
  live?: LiveDeps;
  /** Local times of day at which shifts start, such as `06:00`; midnight without it. */
  shiftStarts?: readonly string[];
  /** Script and style of the API reference at `/docs`; without them there is the OpenAPI document alone. */
  docsAssets?: DocsAssets;
  /** The dashboard, where it is served here and not as files of their own. */
  dashboard?: DashboardFiles;
};

/**
 * Who asks. The embedded server looks for a token of ours; on AWS the authorizer before the API has found out, and says
 * so beside the request.
 * @param platform what the server gives beside the request: Hono's `env`
 * @throws PartproofError `unauthorized`
 */
export type Identify = (request: Request, platform: unknown) => Promise<Principal>;

export type LiveDeps = {
  records: LiveRecords;
  stopping: AbortSignal;
  /** How often a follower is told that the connection stands, and asked who it is. Default: 10 s. */
  aliveMs?: number;
};

/** `progress`: of its teaching, 0 to 1. */
export type SimulationStatus =
  | { state: "stopped" | "running" }
  | { state: "teaching"; progress: number }
  | { state: "failed"; reason: string };

export type SimulatedLine = {
  status(): SimulationStatus;
  /** @returns when it has stopped. @throws what kept it from running; whoever does not wait learns it from the status */
  start(): Promise<void>;
  stop(): Promise<void>;
};

export type DocsAssets = {
  script(): Promise<Uint8Array<ArrayBuffer>>;
  style(): Promise<Uint8Array<ArrayBuffer>>;
};

/** `principal` is who asks; the guard sets it on every route that is not open. */
export type ApiEnv = { Variables: { principal: Principal; requestId: string } };
export type Api = OpenAPIHono<ApiEnv>;
