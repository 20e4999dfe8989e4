import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWork } from "../../src/entrypoints/embedded/start-work.ts";
import { createHttpApi } from "../../src/entrypoints/http-api/create-http-api.ts";
import { identifyByToken } from "../../src/entrypoints/http-api/identify-by-token.ts";
import type { Platform } from "../../src/flow/platform.ts";
import type { MessageLedger } from "../../src/ports/message-ledger.ts";
import type { ModelStore } from "../../src/ports/model-store.ts";
import type { Role, TokenStore } from "../../src/ports/token-store.ts";
import type { VerificationLog } from "../../src/ports/verification-log.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { wireEmbedded } from "../../src/wiring/wire-embedded.ts";
import { createTestPlatform } from "../support/test-platform.ts";
import { describeMainJob, type RunningPlatform } from "./main-job.story.ts";

describeMainJob("memory", async () => {
  const { platform, memory } = createTestPlatform({ recognize: () => [] });
  const mails = async () => memory.notifier.mails.map((mail) => mail.message.id);
  return run(platform, { ...memory, mails, close: async () => {} });
});

describeMainJob("embedded", async () => {
  const home = await mkdtemp(join(tmpdir(), "partproof-story-"));
  const config = readConfig({ PARTPROOF_LOG_LEVEL: "error" }, { home });
  const embedded = await wireEmbedded(config);
  const mails = async () =>
    (await readdir(embedded.paths.outbox).catch(() => []))
      .filter((name) => name.endsWith(".eml"))
      .map((name) => name.slice(0, -4));
  const close = async () => {
    await embedded.close();
    await rm(home, { recursive: true, force: true });
  };
  const { tokens } = embedded.access;
  return run(embedded.platform, { ...embedded, tokens, mails, close });
});

async function run(
  platform: Platform,
  parts: {
    tokens: TokenStore;
    models: ModelStore;
    messages: MessageLedger;
    verifications: VerificationLog;
    mails: RunningPlatform["mails"];
    close(): Promise<void>;
  },
): Promise<RunningPlatform> {
  const { tokens, mails, close, models, messages, verifications } = parts;
  const incoming = await mkdtemp(join(tmpdir(), "partproof-incoming-"));
  const settings = { concurrency: 2, settleMs: 5000, shiftStarts: ["06:00"] };
  const work = await startWork(platform, settings, incoming);
  return {
    api: createHttpApi({
      platform,
      identify: identifyByToken(tokens),
      ...{ models, messages, verifications },
      version: "test",
      maxBodyBytes: 10_000_000,
    }),
    mails,
    async tokenFor(role: Role) {
      return (await tokens.create({ name: `a ${role}`, role }, new Date().toISOString())).secret;
    },
    async stop() {
      await work.stop();
      await close();
      await rm(incoming, { recursive: true, force: true });
    },
  };
}
