import type { QualityMessage } from "../../domain/message.ts";
import type { Notifier } from "../../ports/notifier.ts";

type Mail = { message: QualityMessage; photo?: Uint8Array };

export type MemoryNotifier = Notifier & {
  /** What was delivered, in order. */
  readonly mails: Mail[];
  /** The next sends fail, each with one of these, in this order. */
  failWith(...errors: Error[]): void;
};

export function createMemoryNotifier(options: { idempotent?: boolean } = {}): MemoryNotifier {
  const mails: Mail[] = [];
  const failures: Error[] = [];
  const idempotent = options.idempotent ?? false;

  return {
    idempotent,
    mails,
    failWith(...errors) {
      failures.push(...errors);
    },
    async send(message, photo) {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      if (idempotent && mails.some((mail) => mail.message.id === message.id)) return;
      mails.push({ message: structuredClone(message), ...(photo === undefined ? {} : { photo }) });
    },
  };
}
