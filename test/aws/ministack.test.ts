import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDynamoTokenStore } from "../../src/adapters/aws/dynamo-token-store.ts";
import type { Role } from "../../src/ports/token-store.ts";
import { drawStopSign } from "../support/draw-stop-sign.ts";
import { hasMinistack, type Ministack, startMinistack } from "./ministack/start-ministack.ts";

const run = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const python = process.env["PARTPROOF_TEST_PYTHON"];

const RECIPE = {
  id: "signs",
  version: 1,
  title: "Wants one stop sign",
  recognizer: { kind: "embedded", model: "general" },
  parts: [{ label: "stop sign", count: 1 }],
  fileName: "{serial}.jpg",
  notify: { to: ["quality@example.com"] },
};

/** MiniStack keeps no Object Lock of a template, so the stack is one without; locks are proven elsewhere. */
const CONTEXT = [
  ...["stage=dev", "architecture=x86_64", "recognizer=own", "lockMode=NONE", "digestWindowSeconds=1"],
  "qualityMail=quality@example.com",
];

/** A key that is its account's number, which MiniStack goes by; whoever runs the tests may be signed in elsewhere. */
const FAKE = {
  AWS_ACCESS_KEY_ID: "111111111111",
  AWS_SECRET_ACCESS_KEY: "of-nobody",
  AWS_REGION: "us-east-1",
  AWS_DEFAULT_REGION: "us-east-1",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
};

describe.skipIf(!hasMinistack(python))("the stack, deployed", () => {
  let folder = "";
  let ministack: Ministack;
  let environment: NodeJS.ProcessEnv;
  let deployed = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "partproof-deployed-"));
    await mkdir(join(folder, "recipes"));
    await writeFile(join(folder, "recipes/signs.json"), JSON.stringify(RECIPE));
    const blank = { width: 640, height: 480, channels: 3, background: "#9dc3e6" } as const;
    await writeFile(join(folder, "good.jpg"), await drawStopSign());
    await writeFile(join(folder, "bad.jpg"), await sharp({ create: blank }).jpeg().toBuffer());

    const signedOut = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
    const fake = { ...Object.fromEntries(signedOut), ...FAKE };
    ministack = await startMinistack(python ?? "", fake);
    environment = { ...fake, AWS_ENDPOINT_URL: ministack.url };
    const context = [...CONTEXT, `recipes=${join(folder, "recipes")}`].flatMap((one) => ["--context", one]);
    const { stdout } = await run("npm", ["run", "deploy", "--", ...context], {
      cwd: path("../.."),
      env: environment,
      maxBuffer: 64 * 1024 * 1024,
    });
    deployed = stdout;
  }, 240_000);
  afterAll(async () => {
    await ministack?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** An administrator's work: a token for each who calls. */
  async function makeTokens(roles: readonly Role[]): Promise<Record<string, string>> {
    const {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: region,
    } = FAKE;
    const credentials = { accessKeyId, secretAccessKey };
    const client = new DynamoDBClient({ region, credentials, endpoint: ministack.url });
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    const dynamo = DynamoDBDocumentClient.from(client);
    const tokens = createDynamoTokenStore({ dynamo, table: TableNames[0] ?? "" });
    const made: Record<string, string> = {};
    for (const role of roles) {
      made[role] = (await tokens.create({ name: `a ${role}`, role }, new Date().toISOString())).secret;
    }
    client.destroy();
    return made;
  }

  test("npm run deploy goes to its end: recipes published, the group subscribed, addresses printed", () => {
    expect(deployed).toContain("quality@example.com gets a mail from AWS now");
    expect(deployed).toContain("Published: signs@1");
    expect(deployed).toMatch(/HTTP API {5}https:\/\/\w+\.execute-api\./);
  });

  test("a client that others could have written follows photos to verdict, evidence, mail and report", async () => {
    const tokens = await makeTokens(["camera", "inspector", "quality"]);
    const client = path("ministack/outside_client.py");
    const photos = ["good.jpg", "bad.jpg"].map((name) => join(folder, name));
    const day = new Date().toISOString().slice(0, 10);

    const { stdout } = await run(python ?? "", [client, RECIPE.id, ...photos], {
      env: { ...environment, PARTPROOF_TOKENS: JSON.stringify(tokens) },
    });
    const seen = JSON.parse(stdout);
    const places = ["--table", seen.table, "--bucket", seen.evidenceBucket];
    const cli = path("../../dist/entrypoints/cli/main.js");
    const verified = await run(process.execPath, [cli, "verify", "--aws", ...places], { env: environment });

    expect(seen).toMatchObject({
      handedIn: 202,
      verdicts: { "GOOD-1": "pass", "BAD-1": "fail", "HTTP-1": "fail" },
      recognizer: "embedded",
      lot: "L7",
      sealed: ["BAD-1", "GOOD-1", "HTTP-1", "recipe"],
      item: { serial: "BAD-1", recipe: "signs", line: "line-1" },
      mailsAboutBad: 1,
      mailAboutDay: expect.stringMatching(/^Daily report, .*: 0 photos, 0 fail$/),
      // MiniStack's events do not name the version, as those of S3 do, so the count by version finds neither photo.
      // That it comes out at 0 is proven on the synthesized stack.
      counted: { arrived: 2 },
      // The day before is over.
      reported: { kept: [`${day.replaceAll("-", "")}T000000Z-day`] },
      reportPage: 200,
      verified: { recent: { intact: true } },
      stranger: 401,
      cameraMayNotLook: 403,
    });
    expect(seen.mailAboutBad).toMatch(/^[\x20-\x7e]{1,100}$/);
    expect(verified.stdout).toMatch(/5 entries and \d photos are as they were sealed/);
  }, 240_000);
});
