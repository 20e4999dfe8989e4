import { mkdir } from "node:fs/promises";
import type { DestinationStream } from "pino";
import { ulid } from "ulid";
import { createFileAccessKeyStore } from "../adapters/embedded/file-access-key-store.ts";
import { createFileEvidenceVault } from "../adapters/embedded/file-evidence-vault.ts";
import { createFileImageStore } from "../adapters/embedded/file-image-store.ts";
import { createFileModelStore } from "../adapters/embedded/file-model-store.ts";
import { createFolderNotifier } from "../adapters/embedded/folder-notifier.ts";
import { createOnnxRecognizer } from "../adapters/embedded/onnx-recognizer.ts";
import { createOnnxTextReader } from "../adapters/embedded/onnx-text-reader.ts";
import { createPinoTelemetry } from "../adapters/embedded/pino-telemetry.ts";
import { createPoolTeacher } from "../adapters/embedded/pool-teacher.ts";
import { createPrometheusMetrics } from "../adapters/embedded/prometheus-metrics.ts";
import { createScryptPasswordHasher } from "../adapters/embedded/scrypt-password-hasher.ts";
import { createSmtpNotifier } from "../adapters/embedded/smtp-notifier.ts";
import { serverFromUrl } from "../adapters/embedded/smtp-server-address.ts";
import { createSqliteAlertStore } from "../adapters/embedded/sqlite-alert-store.ts";
import { createSqliteAuditLog } from "../adapters/embedded/sqlite-audit-log.ts";
import { openSqliteDatabase } from "../adapters/embedded/sqlite-database.ts";
import { createSqliteKeptReports } from "../adapters/embedded/sqlite-kept-reports.ts";
import { createSqliteLessonStore } from "../adapters/embedded/sqlite-lesson-store.ts";
import { createSqliteLiveRecords } from "../adapters/embedded/sqlite-live-records.ts";
import { createSqliteMessageLedger } from "../adapters/embedded/sqlite-message-ledger.ts";
import { createSqliteMessageOutbox } from "../adapters/embedded/sqlite-message-outbox.ts";
import { createSqlitePendingPhotos } from "../adapters/embedded/sqlite-pending-photos.ts";
import { createSqlitePersonStore } from "../adapters/embedded/sqlite-person-store.ts";
import { createSqliteProjectStore } from "../adapters/embedded/sqlite-project-store.ts";
import { createSqliteRecipeStore } from "../adapters/embedded/sqlite-recipe-store.ts";
import { createSqliteRecordStore } from "../adapters/embedded/sqlite-record-store.ts";
import { createSqliteReplayStore } from "../adapters/embedded/sqlite-replay-store.ts";
import { createSqliteReviewQueue } from "../adapters/embedded/sqlite-review-queue.ts";
import { createSqliteRuleStates } from "../adapters/embedded/sqlite-rule-states.ts";
import { createSqliteSessionStore } from "../adapters/embedded/sqlite-session-store.ts";
import { createSqliteTeachingStore } from "../adapters/embedded/sqlite-teaching-store.ts";
import { createSqliteTokenStore } from "../adapters/embedded/sqlite-token-store.ts";
import { createSqliteVerificationLog } from "../adapters/embedded/sqlite-verification-log.ts";
import { createSqliteWorkQueue } from "../adapters/embedded/sqlite-work-queue.ts";
import { MAIL_CHANNEL, RULES_CHANNEL } from "../domain/message.ts";
import type { Access } from "../flow/access.ts";
import type { Platform } from "../flow/platform.ts";
import type { TeachingDesk } from "../flow/teaching-desk.ts";
import { DEFAULT_PHOTO_LIMITS } from "../imaging/decode-photo.ts";
import type { Notifier } from "../ports/notifier.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import { createRecognitionPool } from "../recognition/recognition-pool.ts";
import { openChannels } from "./channels.ts";
import type { Config } from "./config.ts";
import { type HomePaths, homePaths } from "./home.ts";
import { readSetting } from "./read-setting.ts";
import { readReportSchedules } from "./report-schedules.ts";

export type EmbeddedPlatform = Awaited<ReturnType<typeof wireEmbedded>>;

/**
 * Build the embedded platform: SQLite, folders and our own recognizer. The only place that does.
 * Opening also creates the home and tidies what a crashed process left; nothing runs until an entrypoint says so.
 * @param options logTo: standard error by default; observe: hears every event beside the log;
 *   visit: name of a short visit to brokers, beside a server that is connected
 */
export async function wireEmbedded(
  config: Config,
  options: {
    logTo?: (paths: HomePaths) => DestinationStream;
    observe?: Telemetry["record"];
    visit?: string;
  } = {},
) {
  const paths = homePaths(config.home);
  await mkdir(config.home, { recursive: true, mode: 0o750 });
  const database = openSqliteDatabase(paths.database);
  const records = createSqliteRecordStore(database);
  const queue = createSqliteWorkQueue(database);
  const metrics = createPrometheusMetrics({
    queueStats: () => queue.stats(new Date()),
    outboxCounts: () => createSqliteMessageOutbox(database).counts(),
  });
  const log = createPinoTelemetry({
    metrics,
    level: config.logLevel,
    ...(options.logTo ? { destination: options.logTo(paths) } : {}),
  });
  const telemetry: Telemetry = {
    record(event) {
      log.record(event);
      options.observe?.(event);
    },
    failed: log.failed,
  };

  const images = await createFileImageStore({ directory: paths.photos });
  const vault = await createFileEvidenceVault({ directory: paths.evidence, images, records });
  const models = await createFileModelStore({ directory: paths.models });
  const pool = createRecognitionPool({ threads: config.recognizerThreads });
  const recognizer = createOnnxRecognizer({ pool, models });
  const textReader = createOnnxTextReader(pool);

  const configured = config.channelsFile
    ? await openChannels(config.channelsFile, {
        baseUrl: config.baseUrl,
        ...(options.visit === undefined ? {} : { clientSuffix: options.visit }),
      })
    : [];
  const reportSchedules = await readReportSchedules(config);

  const platform: Platform = {
    images,
    queue,
    records,
    reviews: createSqliteReviewQueue(database),
    vault,
    keptReports: createSqliteKeptReports(database),
    outbox: createSqliteMessageOutbox(database, { channel: MAIL_CHANNEL }),
    rules: {
      inbox: createSqliteMessageOutbox(database, { channel: RULES_CHANNEL }),
      states: createSqliteRuleStates(database),
      alerts: createSqliteAlertStore(database),
    },
    telemetry,
    recipes: createSqliteRecipeStore(database),
    recognizers: { embedded: recognizer },
    textReader,
    notifier: await notifierFor(config, paths.outbox),
    now: () => new Date(),
    newId: () => ulid(),
    settings: {
      photoLimits: {
        ...DEFAULT_PHOTO_LIMITS,
        maxBytes: config.maxPhotoBytes,
        maxPixels: config.maxPhotoPixels,
      },
      maxWaiting: config.maxWaiting,
      leaseMs: config.leaseMs,
      baseUrl: config.baseUrl,
      sampling: config.sampling,
      reader: config.reader,
      ...(config.contact === undefined ? {} : { contact: config.contact }),
      channels: configured.map(({ name }) => name),
      channelReaders: Object.fromEntries(
        configured.map(({ name, reads }) => [name, { ...config.reader, ...reads }]),
      ),
    },
  };
  const teaching: TeachingDesk = {
    ...platform,
    models,
    lessons: createSqliteLessonStore(database),
    teachings: createSqliteTeachingStore(database),
    photos: await createFileImageStore({ directory: paths.lessonPhotos }),
    teacher: createPoolTeacher({ pool, models, directory: paths.lessonPhotos }),
  };
  // Each channel sees its own messages alone, and delivers them with its own notifier.
  const channels = configured.map((channel) => ({
    ...channel,
    platform: {
      ...platform,
      outbox: createSqliteMessageOutbox(database, { channel: channel.name }),
      notifier: channel.notifier,
    },
  }));

  const access: Access = {
    people: createSqlitePersonStore(database),
    tokens: createSqliteTokenStore(database),
    sessions: createSqliteSessionStore(database),
    passwords: createScryptPasswordHasher(),
    audit: createSqliteAuditLog(database),
    now: platform.now,
    newId: platform.newId,
  };

  return {
    platform,
    channels,
    reportSchedules,
    teaching,
    pendingPhotos: createSqlitePendingPhotos(database),
    liveRecords: createSqliteLiveRecords(database),
    paths,
    pool,
    models,
    recognizer,
    textReader,
    metrics,
    messages: createSqliteMessageLedger(database),
    verifications: createSqliteVerificationLog(database),
    projects: createSqliteProjectStore(database),
    replays: createSqliteReplayStore(database),
    accessKeys: await createFileAccessKeyStore({ directory: paths.accessKeys }),
    access,
    async close(): Promise<void> {
      await Promise.all(channels.map(({ close }) => close?.()));
      await pool.close();
      metrics.close();
      database.close();
    },
  };
}

async function notifierFor(config: Config, outbox: string): Promise<Notifier> {
  const { smtp, mailFrom: from, mailReplyTo: replyTo } = config;
  const dkim = config.dkim && {
    selector: config.dkim.selector,
    privateKey: await readSetting(config.dkim.keyFile),
  };
  const sender = { from, replyTo, dkim };
  if (!smtp) return createFolderNotifier({ directory: outbox, ...sender });
  const server = serverFromUrl(smtp.url);
  if (smtp.passwordFile) {
    const password = (await readSetting(smtp.passwordFile)).trim();
    server.auth = { user: server.auth?.user ?? "", password };
  }
  if (smtp.caFile) server.ca = await readSetting(smtp.caFile);
  return createSmtpNotifier({ ...server, ...sender });
}
