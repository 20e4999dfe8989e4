import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { startWork } from "../../src/entrypoints/embedded/start-work.ts";
import { createHttpApi } from "../../src/entrypoints/http-api/create-http-api.ts";
import { identifyByToken } from "../../src/entrypoints/http-api/identify-by-token.ts";
import { processNext } from "../../src/flow/process-next.ts";
import { publishRecipe } from "../../src/flow/publish-recipe.ts";
import { receiveImage } from "../../src/flow/receive-image.ts";
import { readConfig } from "../../src/wiring/config.ts";
import { wireEmbedded } from "../../src/wiring/wire-embedded.ts";
import { closeMailServers, mailServer, type Received } from "../support/mail-servers.ts";
import { fourScrews, screws, submission } from "../support/test-platform.ts";

const homes: string[] = [];
afterEach(async () => {
  await closeMailServers();
  await Promise.all(homes.splice(0).map((home) => rm(home, { recursive: true, force: true })));
});

const REPORTS = `
reports:
  daily:
    every: day
    delayMinutes: 0
    to:
      - qc@example.com
      - { address: bo@example.com, language: de, timeZone: Europe/Berlin }
  line-1:
    every: week
    line: line-1
    delayMinutes: 0
`;

/** A server of a home, whose clock says `now`. */
async function server(home: string, smtpPort: number, now: Date) {
  const reportsFile = join(home, "reports.yaml");
  await writeFile(reportsFile, REPORTS);
  const config = readConfig({
    PARTPROOF_HOME: home,
    PARTPROOF_SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    PARTPROOF_MAIL_FROM: "partproof@example.com",
    PARTPROOF_BASE_URL: "https://qc.example",
    PARTPROOF_TIME_ZONE: "UTC",
    PARTPROOF_REPORTS_FILE: reportsFile,
    PARTPROOF_LOG_LEVEL: "error",
  });
  const embedded = await wireEmbedded(config);
  const recognizer = {
    check: async () => {},
    recognize: async () => ({
      detections: screws(3),
      reservations: [],
      recognizer: { kind: "embedded", model: "screws", version: "1" },
    }),
  };
  const platform = { ...embedded.platform, now: () => now, recognizers: { embedded: recognizer } };
  return { embedded, platform, config };
}

async function until(met: () => boolean, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; !met() && Date.now() < end; )
    await new Promise((resolve) => setTimeout(resolve, 50));
}

it("a scheduled report is mailed as PDF, once, and the link in it leads to the kept one", async () => {
  const home = await mkdtemp(join(tmpdir(), "partproof-reports-"));
  homes.push(home);
  const { port, received } = await mailServer();
  const yesterday = await server(home, port, new Date("2026-03-01T08:00:00Z"));
  await publishRecipe(
    yesterday.platform,
    { ...fourScrews, notify: { ...fourScrews.notify, to: [] } },
    {
      publishedBy: "ana",
    },
  );
  await receiveImage(yesterday.platform, await submission());
  await processNext(yesterday.platform);
  await yesterday.embedded.close();

  const { embedded, platform, config } = await server(home, port, new Date("2026-03-02T00:01:00Z"));
  const work = await startWork(platform, config, embedded.paths.incoming, embedded);
  await until(() => received.length >= 2, 30_000);
  await work.stop();
  const again = await startWork(platform, config, embedded.paths.incoming, embedded);
  await until(() => received.length > 2, 2_000);
  await again.stop();

  const to = (address: string): Received[] => received.filter((mail) => mail.to.includes(address));
  expect(received).toHaveLength(2);
  const [english] = to("qc@example.com");
  const [german] = to("bo@example.com");
  expect(english?.mail.subject).toBe("Daily report, March 1, 2026: 1 photo, 1 fail");
  expect(german?.mail.subject).toBe("Tagesbericht, 1. Maerz 2026: 1 Foto, 1 schlecht");
  expect(german?.mail.text).toContain("screw fehlt");
  const [pdf] = german?.mail.attachments ?? [];
  expect(pdf).toMatchObject({ contentType: "application/pdf", filename: "20260302T000000Z-daily.pdf" });

  const link = /https:\/\/qc\.example\/reports\/kept\/(\S+)/.exec(german?.mail.text ?? "")?.[1];
  const api = createHttpApi({
    platform,
    identify: identifyByToken(embedded.access.tokens),
    models: embedded.models,
    messages: embedded.messages,
    verifications: embedded.verifications,
    version: "test",
    maxBodyBytes: 1_000_000,
  });
  const { secret } = await embedded.access.tokens.create(
    { name: "ana", role: "quality" },
    "2026-03-02T00:00:00Z",
  );
  const get = (path: string) => api.request(path, { headers: { Authorization: `Bearer ${secret}` } });
  const kept = await get(`/v1/reports/kept/${link}?format=pdf&language=de`);
  expect(Buffer.from(await kept.arrayBuffer()).equals(pdf?.content ?? Buffer.alloc(0))).toBe(true);
  const { items } = await (await get("/v1/reports/kept")).json();
  expect(items.map(({ id }: { id: string }) => id)).toEqual([
    "20260302T000000Z-line-1",
    "20260302T000000Z-daily",
  ]);
  await embedded.close();
}, 60_000);
