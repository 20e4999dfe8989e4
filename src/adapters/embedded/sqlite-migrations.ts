/**
 * The database's shape, one step a format. A step that was released never changes: add another one. Times are
 * milliseconds since 1970, because ISO texts of different precision do not sort; JSON columns hold what was
 * handed in, the columns beside them are what is searched.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE receipts (
    inspection_id TEXT PRIMARY KEY,
    dedupe_key    TEXT NOT NULL UNIQUE,
    received_ms   INTEGER NOT NULL,
    recipe        TEXT NOT NULL,
    line          TEXT,
    serial        TEXT,
    lot           TEXT,
    image_key     TEXT NOT NULL,
    receipt       TEXT NOT NULL
  ) STRICT;
  CREATE INDEX receipts_by_time   ON receipts (received_ms);
  CREATE INDEX receipts_by_recipe ON receipts (recipe, received_ms);
  CREATE INDEX receipts_by_line   ON receipts (line, received_ms)   WHERE line IS NOT NULL;
  CREATE INDEX receipts_by_serial ON receipts (serial, received_ms) WHERE serial IS NOT NULL;
  CREATE INDEX receipts_by_lot    ON receipts (lot, received_ms)    WHERE lot IS NOT NULL;
  CREATE INDEX receipts_by_image  ON receipts (image_key);

  CREATE TABLE evidence_entries (
    sequence      INTEGER PRIMARY KEY,
    kind          TEXT NOT NULL,
    sha256        TEXT NOT NULL,
    inspection_id TEXT
  ) STRICT;

  -- 1 to sequence are all recorded. Kept, because finding the first gap among millions takes a while.
  CREATE TABLE recorded_through (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL) STRICT;
  INSERT INTO recorded_through VALUES (1, 0);

  -- has_receipt is 0 for what was rebuilt from the vault: it was received, though its receipt is lost.
  CREATE TABLE inspections (
    id           TEXT PRIMARY KEY,
    sequence     INTEGER NOT NULL,
    received_ms  INTEGER NOT NULL,
    recipe       TEXT NOT NULL,
    line         TEXT,
    serial       TEXT,
    lot          TEXT,
    verdict      TEXT NOT NULL,
    has_receipt  INTEGER NOT NULL,
    original_key TEXT NOT NULL,
    analyzed_key TEXT,
    retain_ms    INTEGER NOT NULL,
    entry        TEXT NOT NULL
  ) STRICT;
  CREATE INDEX inspections_by_time     ON inspections (received_ms, id, verdict);
  CREATE INDEX inspections_by_recipe   ON inspections (recipe, received_ms, id, verdict);
  CREATE INDEX inspections_by_line     ON inspections (line, received_ms, id, verdict)   WHERE line IS NOT NULL;
  CREATE INDEX inspections_by_serial   ON inspections (serial, received_ms, id, verdict) WHERE serial IS NOT NULL;
  CREATE INDEX inspections_by_lot      ON inspections (lot, received_ms, id, verdict)    WHERE lot IS NOT NULL;
  CREATE INDEX inspections_by_verdict  ON inspections (verdict, received_ms, id);
  CREATE INDEX inspections_by_original ON inspections (original_key, retain_ms);
  CREATE INDEX inspections_by_analyzed ON inspections (analyzed_key, retain_ms) WHERE analyzed_key IS NOT NULL;
  CREATE INDEX inspections_rebuilt     ON inspections (received_ms) WHERE has_receipt = 0;

  CREATE TABLE dispositions (
    sequence      INTEGER PRIMARY KEY,
    inspection_id TEXT NOT NULL,
    disposition   TEXT NOT NULL
  ) STRICT;
  CREATE INDEX dispositions_by_inspection ON dispositions (inspection_id, sequence);

  -- available_ms: when a waiting job is due, or when the lease of a claimed one ends.
  CREATE TABLE jobs (
    inspection_id TEXT PRIMARY KEY,
    state         TEXT NOT NULL CHECK (state IN ('waiting', 'claimed', 'dead')),
    queued_ms     INTEGER NOT NULL,
    available_ms  INTEGER NOT NULL,
    attempts      INTEGER NOT NULL DEFAULT 0,
    reason        TEXT NOT NULL DEFAULT '',
    failed_ms     INTEGER
  ) STRICT;
  CREATE INDEX jobs_by_availability ON jobs (available_ms) WHERE state <> 'dead';
  CREATE INDEX jobs_by_age          ON jobs (queued_ms)    WHERE state <> 'dead';
  CREATE INDEX jobs_dead            ON jobs (failed_ms)    WHERE state = 'dead';

  -- A row stays for good: its id is what keeps a message from ever being added again.
  CREATE TABLE messages (
    id       TEXT PRIMARY KEY,
    state    TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'unconfirmed')),
    due_ms   INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    reason   TEXT NOT NULL DEFAULT '',
    sender   TEXT,
    message  TEXT NOT NULL
  ) STRICT;
  CREATE INDEX messages_by_state ON messages (state, due_ms);

  CREATE TABLE recipes (
    id           TEXT NOT NULL,
    version      INTEGER NOT NULL,
    published_at TEXT NOT NULL,
    published_by TEXT NOT NULL,
    recipe       TEXT NOT NULL,
    PRIMARY KEY (id, version)
  ) STRICT;

  CREATE TABLE tokens (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    secret_sha256 TEXT NOT NULL UNIQUE
  ) STRICT;
  `,
  `
  -- deleted rows stay: their models must not be offered again as if they were new.
  CREATE TABLE projects (
    name       TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    deleted    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (name, created_ms)
  ) STRICT;
  CREATE TABLE project_versions (
    project       TEXT NOT NULL,
    project_ms    INTEGER NOT NULL,
    name          TEXT NOT NULL,
    created_ms    INTEGER NOT NULL,
    state         TEXT NOT NULL,
    changed_ms    INTEGER NOT NULL,
    message       TEXT,
    model_name    TEXT,
    model_version TEXT,
    details       TEXT NOT NULL,
    deleted       INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (project, project_ms) REFERENCES projects (name, created_ms)
  ) STRICT;
  CREATE UNIQUE INDEX project_versions_live ON project_versions (project, project_ms, name) WHERE deleted = 0;
  CREATE INDEX project_versions_by_model ON project_versions (model_name, model_version);
  `,
  // Each channel delivers at its own pace: one that is down must not hold up another.
  `
  ALTER TABLE messages ADD COLUMN channel TEXT NOT NULL DEFAULT 'mail';
  CREATE INDEX messages_by_channel ON messages (channel, state, due_ms);
  `,
  `
  CREATE TABLE sessions (
    secret_sha256 TEXT PRIMARY KEY,
    holder_kind   TEXT NOT NULL CHECK (holder_kind IN ('token', 'person')),
    holder_id     TEXT NOT NULL,
    used_ms       INTEGER NOT NULL,
    idle_ms       INTEGER NOT NULL,
    ends_ms       INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX sessions_by_holder ON sessions (holder_kind, holder_id);
  `,
  // Replays can be made again: the oldest go. `number` is the order in which they came.
  `
  ALTER TABLE recipes ADD COLUMN reason TEXT;
  CREATE TABLE replays (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id     TEXT NOT NULL UNIQUE,
    replay TEXT NOT NULL
  ) STRICT;
  CREATE TABLE replay_flips (
    number        INTEGER PRIMARY KEY AUTOINCREMENT,
    replay_id     TEXT NOT NULL,
    inspection_id TEXT NOT NULL,
    flip          TEXT NOT NULL,
    UNIQUE (replay_id, inspection_id)
  ) STRICT;
  CREATE INDEX replay_flips_by_replay ON replay_flips (replay_id, number);
  `,
  // Rows stay when they are decided, because a decision can be taken back. What waited before this step waits by age.
  `
  CREATE TABLE review_items (
    inspection_id TEXT PRIMARY KEY,
    reason        TEXT NOT NULL CHECK (reason IN ('review', 'sample')),
    queued_ms     INTEGER NOT NULL,
    place_ms      INTEGER NOT NULL,
    retain_ms     INTEGER NOT NULL,
    decided       INTEGER NOT NULL DEFAULT 0,
    claim         TEXT,
    held_by       TEXT,
    held_until_ms INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO review_items (inspection_id, reason, queued_ms, place_ms, retain_ms, decided)
    SELECT id, 'review', received_ms, received_ms, retain_ms,
           EXISTS (SELECT 1 FROM dispositions WHERE inspection_id = inspections.id)
    FROM inspections WHERE verdict = 'review';
  CREATE INDEX review_items_by_place ON review_items (place_ms, inspection_id) WHERE decided = 0;
  CREATE INDEX review_items_by_age   ON review_items (queued_ms, reason, held_until_ms) WHERE decided = 0;
  `,
  `
  CREATE TABLE people (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    name_key      TEXT NOT NULL UNIQUE,
    role          TEXT NOT NULL,
    active        INTEGER NOT NULL,
    created_at    TEXT NOT NULL,
    password_hash TEXT NOT NULL
  ) STRICT;

  CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    entry    TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit never changes'); END;
  CREATE TRIGGER audit_keeps_all BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit keeps all entries'); END;
  `,
  `
  CREATE TABLE last_verification (one INTEGER PRIMARY KEY CHECK (one = 1), verification TEXT NOT NULL) STRICT;
  `,
  // A photo's file may be in several lessons; it is unused when it is in none any more.
  `
  CREATE TABLE lessons (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL
  ) STRICT;
  CREATE TABLE lesson_photos (
    lesson    TEXT NOT NULL REFERENCES lessons (id),
    sha256    TEXT NOT NULL,
    position  INTEGER NOT NULL,
    image_key TEXT NOT NULL,
    photo     TEXT NOT NULL,
    PRIMARY KEY (lesson, sha256)
  ) STRICT;
  CREATE INDEX lesson_photos_by_image ON lesson_photos (image_key);
  CREATE TABLE unused_lesson_images (image_key TEXT PRIMARY KEY) STRICT;
  CREATE TABLE teachings (
    id       TEXT PRIMARY KEY,
    lesson   TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'canceled')),
    alive_ms INTEGER NOT NULL DEFAULT 0,
    teaching TEXT NOT NULL
  ) STRICT;
  CREATE INDEX teachings_by_lesson ON teachings (lesson, id);
  CREATE INDEX teachings_by_state  ON teachings (state, id) WHERE state IN ('waiting', 'running');
  `,
  // Scheduled reports, as they were sealed; rebuilt from the evidence like all records.
  `
  CREATE TABLE kept_reports (
    id       TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    report   TEXT NOT NULL
  ) STRICT;
  `,
  // What notification rules remember, and what people can acknowledge.
  `
  CREATE TABLE rule_states (
    key      TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    due_ms   INTEGER,
    kept     TEXT NOT NULL
  ) STRICT;
  CREATE INDEX rule_states_due ON rule_states (due_ms) WHERE due_ms IS NOT NULL;

  CREATE TABLE alerts (
    id           TEXT PRIMARY KEY,
    opened_ms    INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL,
    alert        TEXT NOT NULL
  ) STRICT;
  CREATE INDEX alerts_by_time ON alerts (opened_ms, id);
  `,
];
