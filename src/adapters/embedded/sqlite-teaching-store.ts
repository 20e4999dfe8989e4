import type { Teaching } from "../../domain/lesson.ts";
import { INTERRUPTED, MOST_LISTED, MOST_WAITING, type TeachingStore } from "../../ports/teaching-store.ts";
import { alreadyTeaching, tooManyWait } from "../lesson-faults.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

type Row = { teaching: string; aliveMs: number };

const SELECT = "SELECT teaching, alive_ms AS aliveMs FROM teachings";
const UNDER_WAY = "state IN ('waiting', 'running')";

export function createSqliteTeachingStore(db: SqliteDatabase): TeachingStore {
  function find(id: string): Teaching | undefined {
    const row = db.get<Row>(`${SELECT} WHERE id = ?`, id);
    return row && read(row);
  }

  function write(teaching: Teaching, aliveMs: number): Teaching {
    const { id, state } = teaching;
    const values = [state, aliveMs, JSON.stringify(teaching), id];
    db.run("UPDATE teachings SET state = ?, alive_ms = ?, teaching = ? WHERE id = ?", ...values);
    return teaching;
  }

  return {
    async add(teaching) {
      db.transaction(() => {
        const underWay = db.all<{ lesson: string }>(`SELECT lesson FROM teachings WHERE ${UNDER_WAY}`);
        if (underWay.some(({ lesson }) => lesson === teaching.lessonId)) throw alreadyTeaching();
        if (underWay.length >= MOST_WAITING) throw tooManyWait();
        const { id, lessonId, state } = teaching;
        const values = [id, lessonId, state, JSON.stringify(teaching)];
        db.run("INSERT INTO teachings (id, lesson, state, teaching) VALUES (?, ?, ?, ?)", ...values);
      });
    },

    async get(id) {
      return find(id);
    },

    async list(lessonId) {
      return db
        .all<Row>(`${SELECT} WHERE lesson = ? ORDER BY id DESC LIMIT ${MOST_LISTED}`, lessonId)
        .map(read);
    },

    async claim(now, silentSince) {
      // Asked all the time, and nearly always in vain: only what may change something locks the database.
      if (!db.get(`SELECT 1 FROM teachings WHERE ${UNDER_WAY} LIMIT 1`)) return undefined;
      return db.transaction(() => {
        for (const row of db.all<Row>(`${SELECT} WHERE state = 'running'`)) {
          if (row.aliveMs >= silentSince.getTime()) return undefined;
          const endedAt = now.toISOString();
          write({ ...read(row), state: "failed", message: INTERRUPTED, endedAt }, row.aliveMs);
        }
        const next = db.get<Row>(`${SELECT} WHERE state = 'waiting' ORDER BY id LIMIT 1`);
        if (!next) return undefined;
        return write({ ...read(next), state: "running", startedAt: now.toISOString() }, now.getTime());
      });
    },

    async report(id, progress, now) {
      return db.transaction(() => {
        const teaching = find(id);
        if (teaching?.state !== "running") return false;
        write({ ...teaching, ...progress }, now.getTime());
        return true;
      });
    },

    async end(id, end, now) {
      db.transaction(() => {
        const teaching = find(id);
        if (teaching?.state !== "running") return;
        write({ ...teaching, ...end, endedAt: now.toISOString() }, now.getTime());
      });
    },

    async cancel(id, now) {
      return db.transaction(() => {
        const teaching = find(id);
        if (teaching?.state !== "waiting" && teaching?.state !== "running") return teaching;
        return write({ ...teaching, state: "canceled", endedAt: now.toISOString() }, now.getTime());
      });
    },
  };
}

function read({ teaching }: Row): Teaching {
  return JSON.parse(teaching);
}
