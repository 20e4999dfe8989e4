import { RULES_CHANNEL } from "../../domain/message.ts";
import { createMemoryAlertStore } from "./memory-alert-store.ts";
import { createMemoryAuditLog } from "./memory-audit-log.ts";
import { createMemoryEvidenceVault } from "./memory-evidence-vault.ts";
import { createMemoryImageStore } from "./memory-image-store.ts";
import { createMemoryMessageLedger } from "./memory-message-ledger.ts";
import { createMemoryMessageOutbox, type HeldMessage } from "./memory-message-outbox.ts";
import { createMemoryModelStore } from "./memory-model-store.ts";
import { createMemoryNotifier } from "./memory-notifier.ts";
import { createMemoryPasswordHasher } from "./memory-password-hasher.ts";
import { createMemoryPersonStore } from "./memory-person-store.ts";
import { createMemoryRecipeStore } from "./memory-recipe-store.ts";
import { createMemoryRecognizer, type RecognizerScript } from "./memory-recognizer.ts";
import { createMemoryRecordStore } from "./memory-record-store.ts";
import { createMemoryReviewQueue } from "./memory-review-queue.ts";
import { createMemoryRuleStates } from "./memory-rule-states.ts";
import { createMemorySessionStore } from "./memory-session-store.ts";
import { createMemoryTelemetry } from "./memory-telemetry.ts";
import { createMemoryTextReader, type PrintedText } from "./memory-text-reader.ts";
import { createMemoryTokenStore } from "./memory-token-store.ts";
import { createMemoryVerificationLog } from "./memory-verification-log.ts";
import { createMemoryWorkQueue } from "./memory-work-queue.ts";

/** Every port in memory, joined as a real platform joins them: records fill the outbox, the vault guards photos. */
export function createMemoryPlatform(
  options: { recognize?: RecognizerScript; printed?: PrintedText; idempotent?: boolean } = {},
) {
  const held = new Map<string, HeldMessage>();
  const outbox = createMemoryMessageOutbox({ held });
  const inbox = createMemoryMessageOutbox({ held, channel: RULES_CHANNEL });
  const reviews = createMemoryReviewQueue();
  const records = createMemoryRecordStore(outbox, reviews);
  const images = createMemoryImageStore();
  return {
    outbox,
    reviews,
    messages: createMemoryMessageLedger(outbox),
    verifications: createMemoryVerificationLog(),
    rules: { inbox, states: createMemoryRuleStates(), alerts: createMemoryAlertStore() },
    records,
    images,
    keptReports: records.keptReports,
    vault: createMemoryEvidenceVault({ images, records }),
    queue: createMemoryWorkQueue(),
    recipes: createMemoryRecipeStore(),
    models: createMemoryModelStore(),
    tokens: createMemoryTokenStore(),
    sessions: createMemorySessionStore(),
    people: createMemoryPersonStore(),
    passwords: createMemoryPasswordHasher(),
    audit: createMemoryAuditLog(),
    notifier: createMemoryNotifier({ idempotent: options.idempotent ?? false }),
    telemetry: createMemoryTelemetry(),
    recognizer: createMemoryRecognizer(options.recognize),
    textReader: createMemoryTextReader(options.printed),
  };
}
