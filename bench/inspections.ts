import { chromium } from "playwright-core";
import { openSqliteDatabase } from "../src/adapters/embedded/sqlite-database.ts";
import { createSqliteRecordStore } from "../src/adapters/embedded/sqlite-record-store.ts";
import type { EvidenceEntry } from "../src/domain/evidence.ts";
import { startServer } from "../src/entrypoints/embedded/start-server.ts";
import { controlBox } from "../src/simulator/control-box.ts";
import { drawPhoto } from "../src/simulator/draw-photo.ts";
import type { EmbeddedPlatform } from "../src/wiring/wire-embedded.ts";
import { browserPath } from "../test/support/browser.ts";
import { median, withHome } from "./bench-home.ts";

/** Rows in the store when it is measured; the last one is a line of one photo a second for eleven days. */
const SIZES = [0, 100_000, 1_000_000];
const ASKED = 30;
const SECOND_MS = 1000;
const A_TRANSACTION = 5000;
const VERDICTS = ["pass", "pass", "pass", "pass", "pass", "pass", "pass", "fail", "review", "pass"] as const;

/** What the list of inspections costs over HTTP and in a browser, as it grows. */
export async function benchInspections(): Promise<Record<string, number>> {
  return withHome(async (embedded, config) => {
    const { jpeg } = await drawPhoto(controlBox, 3, 1);
    const photo = await embedded.platform.images.put(jpeg, "jpg");
    const { secret } = await embedded.access.tokens.create(
      { name: "bench", role: "inspector" },
      new Date().toISOString(),
    );
    const server = await startServer(embedded, { ...config, port: 0 });
    const figures: Record<string, number> = {};
    let rows = 0;
    try {
      for (const size of SIZES) {
        fill(embedded, photo, rows, size);
        rows = size;
        for (const [what, ms] of Object.entries(await measure(server.url, secret, size))) {
          figures[`${what}At${size}Ms`] = ms;
        }
      }
    } finally {
      await server.stop();
    }
    return figures;
  });
}

/** Many in a transaction, through the record store itself: what is measured is reading. */
function fill(
  { paths }: EmbeddedPlatform,
  photo: Awaited<ReturnType<EmbeddedPlatform["platform"]["images"]["put"]>>,
  from: number,
  to: number,
): void {
  const database = openSqliteDatabase(paths.database);
  const records = createSqliteRecordStore({ ...database, transaction: (work) => work() });
  const endsMs = Date.now();
  for (let start = from; start < to; start += A_TRANSACTION) {
    database.transaction(() => {
      for (let i = start; i < Math.min(to, start + A_TRANSACTION); i++) {
        // Nothing in it waits, so it is done when the call returns.
        void records.record(entryAt(i, endsMs - (SIZES.at(-1) ?? 0) * SECOND_MS + i * SECOND_MS, photo), []);
      }
    });
  }
  database.close();
}

function entryAt(i: number, atMs: number, { key, sha256 }: { key: string; sha256: string }): EvidenceEntry {
  const at = new Date(atMs).toISOString();
  const box = { left: 0.1, top: 0.1, width: 0.2, height: 0.2 };
  const verdict = VERDICTS[i % VERDICTS.length] ?? "pass";
  const state = verdict === "pass" ? "present" : "missing";
  return {
    kind: "inspection",
    sequence: i + 1,
    previousSha256: "0".repeat(64),
    sealedAt: at,
    sha256: i.toString(16).padStart(64, "0"),
    inspection: {
      id: `01BENCH${String(i).padStart(19, "0")}`,
      imageSha256: sha256,
      receivedAt: at,
      inspectedAt: at,
      source: {
        line: `line-${i % 4}`,
        serial: `SN${i}`,
        lot: `LOT${Math.floor(i / 500)}`,
        fileName: `SN${i}.jpg`,
      },
      recipe: { id: "control-box", version: 1 },
      recognizer: { kind: "embedded", model: "control-box", version: "0123456789ab" },
      detections: [1, 2, 3, 4].map(() => ({ label: "screw", confidence: 0.97, box })),
      findings: [{ label: "screw", state, expected: 4, seen: 4, unsure: 0, boxes: [box, box, box, box] }],
      verdict,
      reasons: [],
      timingsMs: { decode: 9, recognize: 60, judge: 0, annotate: 8, store: 5, total: 82 },
      originalKey: key,
      retainUntil: new Date(atMs + 94_608_000_000).toISOString(),
    },
  };
}

async function measure(url: string, token: string, size: number): Promise<Record<string, number>> {
  const ask = async (path: string) => {
    const response = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
    return response.text();
  };
  const timed = async (path: string) => {
    await ask(path);
    const times: number[] = [];
    for (let i = 0; i < ASKED; i++) {
      const startedAt = performance.now();
      await ask(path);
      times.push(performance.now() - startedAt);
    }
    return median(times);
  };
  const middle = new Date(Date.now() - ((SIZES.at(-1) ?? 0) - size / 2) * SECOND_MS).toISOString();
  const rows = "/v1/inspection-summaries?limit=100";
  return {
    firstPage: await timed(rows),
    pageInTheMiddle: await timed(`${rows}&to=${middle}`),
    failsOfALine: await timed(`${rows}&verdict=fail&line=line-3`),
    oneSerial: await timed(`${rows}&serial=SN${Math.floor(size / 2)}`),
    shift: await timed("/v1/shift?line=line-1"),
    lines: await timed("/v1/lines"),
    ...(browserPath === undefined
      ? {}
      : { interactive: await interactiveMs(url, token, browserPath, size > 0) }),
  };
}

/** From opening the address in a browser that was there before until a key walks through the rows. */
async function interactiveMs(
  url: string,
  token: string,
  executablePath: string,
  hasRows: boolean,
): Promise<number> {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await (await browser.newContext({ baseURL: url, locale: "en-US" })).newPage();
    await page.request.post("/v1/session", { data: { token } });
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const startedAt = performance.now();
      await page.goto("/inspections", { waitUntil: "commit" });
      if (hasRows) {
        await page.locator("ol[aria-label=Inspections] > li a").first().waitFor();
        await page.keyboard.press("j");
        await page.locator("ol[aria-label=Inspections] > li a:focus").waitFor();
      } else await page.getByRole("heading", { name: "No inspection yet" }).waitFor();
      times.push(performance.now() - startedAt);
    }
    return median(times);
  } finally {
    await browser.close();
  }
}
