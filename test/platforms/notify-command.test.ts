import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addNotifyCommand } from "../../src/entrypoints/cli/notify.command.ts";
import { closeReceivers, httpReceiver } from "../support/http-receiver.ts";
import { closeBrokers, listenTo, mqttBroker } from "../support/mqtt-broker.ts";

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "partproof-notify-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = 0;
  await closeReceivers();
  await closeBrokers();
  await rm(home, { recursive: true, force: true });
});

/** Run `partproof notify test …` in this process. @returns what it printed, and its exit code */
async function notifyTest(channels: string, ...options: string[]) {
  const file = join(home, "channels.yaml");
  await writeFile(file, channels);
  vi.stubEnv("PARTPROOF_CHANNELS_FILE", file);
  let printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const program = new Command().option("--home <dir>").option("--json").exitOverride();
  addNotifyCommand(program);
  await program.parseAsync(["--home", home, "notify", "test", ...options], { from: "user" });
  return { printed, exitCode: process.exitCode };
}

test("each channel gets a test message, and each outcome is told plainly, without what is secret", async () => {
  const working = await httpReceiver();
  const refusing = await httpReceiver((response) => response.writeHead(410).end());
  const { port } = await mqttBroker();
  const { heard } = await listenTo(port);

  const { printed, exitCode } = await notifyTest(
    `channels:
  chat: { kind: webhook, url: "http://127.0.0.1:${working.port}/hunter2", format: slack, allow: [127.0.0.1] }
  old-chat: { kind: webhook, url: "http://127.0.0.1:${refusing.port}/hunter2", format: teams, allow: [127.0.0.1] }
  lines: { kind: mqtt, url: "mqtt://127.0.0.1:${port}", clientId: hall-1 }
`,
    "--to",
    "qc@example.com",
  );

  expect(printed).toMatch(/^✔ mail \(files in .*outbox\): accepted in \d+ ms/m);
  expect(printed).toMatch(/^✔ chat \(slack webhook at 127\.0\.0\.1:\d+\): accepted in/m);
  expect(printed).toMatch(
    /^✘ old-chat \(teams webhook at .*\): .* answered 410: it does not take this message/m,
  );
  expect(printed).toMatch(/^✔ lines \(MQTT broker at 127\.0\.0\.1:\d+\): accepted in/m);
  expect(printed).not.toContain("hunter2");
  expect(exitCode).toBe(3);
  expect(await readdir(join(home, "outbox"))).toHaveLength(1);
  expect(working.received[0]?.body).toContain("Partproof test message for chat");
  // No line is told a verdict, and the server's own connection and status are left alone.
  await vi.waitFor(() =>
    expect(heard.map(({ topic }) => topic)).toEqual([
      expect.stringMatching(/^partproof\/hall-1-cli-\d+\/messages$/),
    ]),
  );
});

test("mail is skipped, and says so, where nobody is named to get it", async () => {
  const { printed, exitCode } = await notifyTest("channels: {}");

  expect(printed).toMatch(/^– mail .*: say who gets the test mail, with --to ADDRESS\.$/m);
  expect(exitCode).toBe(0);
});

test("one channel can be tried alone, and a name that is none is refused with those that are", async () => {
  const { port, received } = await httpReceiver();
  const chats = `channels:
  one: { kind: webhook, url: "http://127.0.0.1:${port}/", format: slack, allow: [127.0.0.1] }
  two: { kind: webhook, url: "http://127.0.0.1:${port}/", format: slack, allow: [127.0.0.1] }
`;

  await notifyTest(chats, "--channel", "two");
  const misspelled = notifyTest(chats, "--channel", "tow");

  await expect(misspelled).rejects.toThrow('Expected one of the channels mail, one, two, received "tow".');
  expect(received.map(({ body }) => JSON.parse(body).text)).toEqual(["Partproof test message for two"]);
});
