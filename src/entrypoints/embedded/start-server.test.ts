import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../../test/contracts/temporary-folder.ts";
import { submission } from "../../../test/support/test-platform.ts";
import { processNext } from "../../flow/process-next.ts";
import { receiveImage } from "../../flow/receive-image.ts";
import { readConfig } from "../../wiring/config.ts";
import { wireEmbedded } from "../../wiring/wire-embedded.ts";
import { startServer } from "./start-server.ts";

it("a screen hears what another process records, and does not hold up the server's stop", async () => {
  const config = readConfig({ PARTPROOF_LOG_LEVEL: "error" }, { home: await temporaryFolder(), port: "0" });
  const [serving, working] = [await wireEmbedded(config), await wireEmbedded(config)];
  onTestFinished(async () => {
    await serving.close();
    await working.close();
  });
  const server = await startServer(serving, config);
  const { secret } = await serving.access.tokens.create(
    { name: "screen", role: "inspector" },
    "2026-03-01T08:00:00Z",
  );
  const response = await fetch(`${server.url}/v1/events?line=line-1&after=0`, {
    headers: { Authorization: `Bearer ${secret}` },
  });

  await receiveImage(working.platform, await submission({ photo: new TextEncoder().encode("no photo") }));
  await processNext(working.platform);
  const heard = await readUntil(response, "event: inspection");
  const stoppedAt = performance.now();
  await server.stop();

  expect(heard).toContain('"verdict":"rejected"');
  expect(heard).toMatch(/\nid: 1\n/);
  expect(performance.now() - stoppedAt).toBeLessThan(2000);
});

async function readUntil(response: Response, text: string): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (!heard.includes(text)) heard += (await reader?.read())?.value ?? expect.fail("It ended.");
  return heard;
}
