import type { Flip, Replay } from "../../domain/replay.ts";
import type { ReplayStore } from "../../ports/replay-store.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

export function createSqliteReplayStore(db: SqliteDatabase): ReplayStore {
  return {
    async add(replay, keep) {
      db.transaction(() => {
        db.run("INSERT INTO replays (id, replay) VALUES (?, ?)", replay.id, JSON.stringify(replay));
        const old = db.all<{ id: string }>(
          "SELECT id FROM replays ORDER BY number DESC LIMIT -1 OFFSET ?",
          keep,
        );
        for (const { id } of old) removeReplay(db, id);
      });
    },

    async save(replay, flips) {
      db.transaction(() => {
        const text = JSON.stringify(replay);
        if (db.run("UPDATE replays SET replay = ? WHERE id = ?", text, replay.id) === 0) return;
        for (const flip of flips) {
          db.run(
            "INSERT INTO replay_flips (replay_id, inspection_id, flip) VALUES (?, ?, ?)",
            replay.id,
            flip.inspectionId,
            JSON.stringify(flip),
          );
        }
      });
    },

    async get(id) {
      const row = db.get<{ replay: string }>("SELECT replay FROM replays WHERE id = ?", id);
      return row && readReplay(row.replay);
    },

    async list() {
      const rows = db.all<{ replay: string }>("SELECT replay FROM replays ORDER BY number DESC");
      return rows.map(({ replay }) => readReplay(replay));
    },

    async remove(id) {
      db.transaction(() => removeReplay(db, id));
    },

    async flips(id, { limit, after }) {
      const rows = db.all<{ flip: string }>(
        "SELECT flip FROM replay_flips WHERE replay_id = ? ORDER BY number LIMIT ? OFFSET ?",
        id,
        limit,
        after,
      );
      return rows.map(({ flip }) => readFlip(flip));
    },

    async flip(id, inspectionId) {
      const row = db.get<{ flip: string }>(
        "SELECT flip FROM replay_flips WHERE replay_id = ? AND inspection_id = ?",
        id,
        inspectionId,
      );
      return row && readFlip(row.flip);
    },
  };
}

function removeReplay(db: SqliteDatabase, id: string): void {
  db.run("DELETE FROM replay_flips WHERE replay_id = ?", id);
  db.run("DELETE FROM replays WHERE id = ?", id);
}

function readReplay(text: string): Replay {
  const replay: Replay = JSON.parse(text);
  return replay;
}

function readFlip(text: string): Flip {
  const flip: Flip = JSON.parse(text);
  return flip;
}
