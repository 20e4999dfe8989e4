import { PartproofError } from "../../domain/errors.ts";
import type { Project, ProjectStore, ProjectVersion, VersionKey } from "../../ports/project-store.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

type Row = {
  name: string;
  createdMs: number;
  state: ProjectVersion["state"];
  changedMs: number;
  message: string | null;
  modelName: string | null;
  modelVersion: string | null;
  details: string;
};

const COLUMNS = `name, created_ms AS createdMs, state, changed_ms AS changedMs, message,
  model_name AS modelName, model_version AS modelVersion, details`;
const OF_PROJECT = "project = ? AND project_ms = ? AND deleted = 0";

export function createSqliteProjectStore(db: SqliteDatabase): ProjectStore {
  const isThere = ({ name, createdMs }: Project) =>
    db.get("SELECT 1 FROM projects WHERE name = ? AND created_ms = ? AND deleted = 0", name, createdMs) !==
    undefined;
  const versionRows = ({ name, createdMs }: Project) =>
    db.all<Row>(
      `SELECT ${COLUMNS} FROM project_versions WHERE ${OF_PROJECT} ORDER BY created_ms DESC, rowid DESC`,
      name,
      createdMs,
    );

  return {
    async create(name, nowMs) {
      return db.transaction(() => {
        if (db.get("SELECT 1 FROM projects WHERE name = ? AND deleted = 0", name)) {
          throw new PartproofError("conflict", `There is a project "${name}" already. Choose another name.`);
        }
        // Name and time are its identity: one made in the same millisecond as a deleted one is a later one.
        const last = db.get<{ ms: number | null }>(
          "SELECT max(created_ms) AS ms FROM projects WHERE name = ?",
          name,
        );
        const createdMs = Math.max(nowMs, (last?.ms ?? -1) + 1);
        db.run("INSERT INTO projects (name, created_ms) VALUES (?, ?)", name, createdMs);
        return { name, createdMs };
      });
    },

    async list() {
      return db.all<Project>(
        "SELECT name, created_ms AS createdMs FROM projects WHERE deleted = 0 ORDER BY created_ms DESC, name",
      );
    },

    async remove(project) {
      db.transaction(() => {
        if (!isThere(project)) throw noProject(project);
        if (versionRows(project).length > 0) {
          const message = `Project "${project.name}" still has versions. Delete them first.`;
          throw new PartproofError("conflict", message);
        }
        const { name, createdMs } = project;
        db.run("UPDATE projects SET deleted = 1 WHERE name = ? AND created_ms = ?", name, createdMs);
      });
    },

    async addVersion({ project, name, createdMs, state, changedMs, message, model, details }) {
      db.transaction(() => {
        if (!isThere(project)) throw noProject(project);
        if (versionRows(project).some((row) => row.name === name)) {
          const text = `Project "${project.name}" has a version "${name}" already. Choose another name.`;
          throw new PartproofError("conflict", text);
        }
        db.run(
          `INSERT INTO project_versions (project, project_ms, name, created_ms, state, changed_ms, message,
             model_name, model_version, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          project.name,
          project.createdMs,
          name,
          createdMs,
          state,
          changedMs,
          message ?? null,
          model?.name ?? null,
          model?.version ?? null,
          JSON.stringify(details),
        );
      });
    },

    async versions(project) {
      return versionRows(project).map((row) => versionOf(project, row));
    },

    async version(key) {
      const row = db.get<Row>(
        `SELECT ${COLUMNS} FROM project_versions WHERE ${OF_PROJECT} AND name = ? AND created_ms = ?`,
        ...valuesOf(key),
      );
      return row && versionOf(key.project, row);
    },

    async change(key, from, { state, changedMs, message, model, details }) {
      const changed = db.run(
        `UPDATE project_versions SET state = ?, changed_ms = ?, message = ?, model_name = ?, model_version = ?,
           details = ? WHERE ${OF_PROJECT} AND name = ? AND created_ms = ?
           AND state IN (SELECT value FROM json_each(?))`,
        state,
        changedMs,
        message ?? null,
        model?.name ?? null,
        model?.version ?? null,
        JSON.stringify(details),
        ...valuesOf(key),
        JSON.stringify(from),
      );
      return changed > 0;
    },

    async removeVersion(key) {
      const removed = db.run(
        `UPDATE project_versions SET deleted = 1 WHERE ${OF_PROJECT} AND name = ? AND created_ms = ?`,
        ...valuesOf(key),
      );
      if (removed === 0) {
        const message = `Project "${key.project.name}" has no version "${key.name}".`;
        throw new PartproofError("not-found", message);
      }
    },

    async knowsModel({ name, version }) {
      const sql = "SELECT 1 FROM project_versions WHERE model_name = ? AND model_version = ?";
      return db.get(sql, name, version) !== undefined;
    },
  };
}

function valuesOf({ project, name, createdMs }: VersionKey): [string, number, string, number] {
  return [project.name, project.createdMs, name, createdMs];
}

function versionOf(project: Project, row: Row): ProjectVersion {
  const { name, createdMs, state, changedMs, message, modelName, modelVersion, details } = row;
  return {
    project,
    name,
    createdMs,
    state,
    changedMs,
    ...(message === null ? {} : { message }),
    ...(modelName === null || modelVersion === null
      ? {}
      : { model: { name: modelName, version: modelVersion } }),
    details: JSON.parse(details),
  };
}

function noProject({ name }: Project): PartproofError {
  return new PartproofError("not-found", `There is no such project "${name}".`);
}
