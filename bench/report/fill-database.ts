import { openSqliteDatabase } from "../../src/adapters/embedded/sqlite-database.ts";

const FROM_MS = Date.parse("2026-01-01T00:00:00Z");
const STEP_MS = 20_000;
const SEED_ROWS = 1000;

/**
 * A database as so many inspections leave it, one every 20 seconds, made by the database itself: sealing a million
 * photos would take a day. Findings, timings and dispositions are as large as real ones.
 * @returns the range that holds all of them
 */
export function fillDatabase(file: string, count: number): { from: string; to: string } {
  const db = openSqliteDatabase(file);
  const part = (label: string, state: string, confidence: string) =>
    `json_object('label', '${label}', 'state', ${state}, 'expected', 4, 'seen', 4, 'unsure', 0, 'confidence', ${confidence},
       'boxes', json_array(json_object('left', 0.1, 'top', 0.1, 'width', 0.1, 'height', 0.1),
                           json_object('left', 0.4, 'top', 0.1, 'width', 0.1, 'height', 0.1)))`;
  const body = `json_object(
    'id', printf('%026d', n), 'imageSha256', printf('%064d', n),
    'receivedAt', strftime('%Y-%m-%dT%H:%M:%fZ', (${FROM_MS} + n * ${STEP_MS}) / 1000.0, 'unixepoch'),
    'inspectedAt', strftime('%Y-%m-%dT%H:%M:%fZ', (${FROM_MS} + n * ${STEP_MS} + 400 + n % 300) / 1000.0, 'unixepoch'),
    'source', json_object('line', 'line-' || (n % 4), 'fileName', n || '.jpg'),
    'recipe', json_object('id', 'box-' || (n % 3), 'version', 1 + n % 2),
    'recognizer', json_object('kind', 'embedded', 'model', 'box', 'version', '0123456789ab'),
    'imageQuality', json_object('brightness', 0.5 + (n % 50) / 1000.0, 'sharpness', 200 + n % 60),
    'detections', json_array(json_object('label', 'screw', 'confidence', 0.9),
                             json_object('label', 'screw', 'confidence', 0.8)),
    'findings', json_array(${part("screw", "CASE WHEN n % 50 = 0 THEN 'missing' ELSE 'present' END", "0.8 + (n % 100) / 1000.0")},
                           ${part("led", "'present'", "0.9")}, ${part("label", "'present'", "0.95")}),
    'verdict', CASE WHEN n % 50 = 0 THEN 'fail' WHEN n % 70 = 0 THEN 'review' ELSE 'pass' END,
    'reasons', json_array(),
    'timingsMs', json_object('decode', 10, 'recognize', 100, 'judge', 1, 'annotate', 20, 'store', 5, 'total', 136 + n % 90),
    'originalKey', 'o' || n, 'retainUntil', '2029-01-01T00:00:00.000Z')`;
  db.transaction(() => {
    db.run(`CREATE TEMP TABLE seed AS
      WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s LIMIT ${SEED_ROWS}) SELECT n FROM s`);
    db.run(
      `INSERT INTO inspections (id, sequence, received_ms, recipe, line, verdict, has_receipt, original_key, retain_ms, entry)
       SELECT body ->> 'id', n + 1, ${FROM_MS} + n * ${STEP_MS}, body ->> '$.recipe.id', body ->> '$.source.line',
              body ->> 'verdict', 0, body ->> 'originalKey', 0,
              json_object('kind', 'inspection', 'sequence', n + 1, 'sha256', printf('%064d', n),
                          'previousSha256', printf('%064d', n), 'sealedAt', body ->> 'inspectedAt',
                          'inspection', json(body))
       FROM (SELECT n, ${body} AS body FROM
         (SELECT a.n * ${SEED_ROWS} + b.n AS n FROM seed a CROSS JOIN seed b) WHERE n < ${count})`,
    );
    db.run(
      `INSERT INTO dispositions (sequence, inspection_id, disposition)
       SELECT sequence + ${count}, id, json_object('inspectionId', id, 'decision', 'agree', 'verdict', verdict,
              'by', 'ana', 'at', '2026-06-01T00:00:00.000Z', 'reason', 'looked')
       FROM inspections WHERE verdict IN ('pass', 'fail') AND sequence % 20 = 1`,
    );
    db.run("DROP TABLE seed");
  });
  db.close();
  return {
    from: new Date(FROM_MS).toISOString(),
    to: new Date(FROM_MS + count * STEP_MS).toISOString(),
  };
}
