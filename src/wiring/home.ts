import { join } from "node:path";

/** Where everything of one embedded installation lies. One folder to back up, move or mount. */
export function homePaths(home: string) {
  return {
    database: join(home, "partproof.db"),
    /** Cameras put photos here: incoming/<line>/<recipe>/… */
    incoming: join(home, "incoming"),
    photos: join(home, "photos"),
    evidence: join(home, "evidence"),
    models: join(home, "models"),
    /** Mails as .eml files, where no mail server is configured. */
    outbox: join(home, "outbox"),
    log: join(home, "log.jsonl"),
    simulator: join(home, "simulator"),
    /** Secrets with which requests are signed: nobody else may read them. */
    accessKeys: join(home, "access-keys"),
    /** Photos fetched to be learned from, while they are. */
    training: join(home, "training"),
    /** Photos that people mark parts on; no evidence, so apart from it. */
    lessonPhotos: join(home, "lesson-photos"),
  };
}

export type HomePaths = ReturnType<typeof homePaths>;
