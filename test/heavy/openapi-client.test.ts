import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jsonLines, kill, partproof, startServerProcess } from "./server-process.ts";

const run = promisify(execFile);

/** A Python with test/requirements.txt installed; without one there is no such client, and this is skipped. */
const python = process.env["PARTPROOF_TEST_PYTHON"];

/**
 * A rule beside the schema may refuse what the schema alone allows (a cursor that this store did not make, a
 * head without its hash): that valid data is always taken is not claimed, everything else is.
 */
const UNCLAIMED = "positive_data_acceptance";
/** What is tried: the same requests each time. To look for more, with made-up requests and calls that follow from another. */
const FUZZ_SECONDS = process.env["PARTPROOF_TEST_FUZZ_SECONDS"];
const PHASES = FUZZ_SECONDS ? "examples,coverage,fuzzing,stateful" : "examples,coverage";
/** An address that is too long is refused before anybody reads it, with 431, which this client would not expect. */
const SETTINGS = `[checks]
negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "409", "413", "415", "422", "431", "5xx"]
`;

/** A failing request can be 64 KB long; its beginning says enough. */
const SHOWN = 3000;

describe.skipIf(!python)("a client that takes the OpenAPI document at its word", () => {
  let home = "";
  let server: Awaited<ReturnType<typeof startServerProcess>>;
  let token = "";

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "partproof-openapi-"));
    server = await startServerProcess(home);
    const created = await partproof(
      ...["token", "create", "--home", home, "--name", "client", "--role", "admin", "--json"],
    );
    token = jsonLines<{ token: string }>(created.stdout)[0]?.token ?? "";
  });
  afterAll(async () => {
    await kill(server.process, "SIGTERM");
    await rm(home, { recursive: true, force: true });
  });

  test("finds no answer that the document does not allow, and no error of ours", async () => {
    const document = join(home, "openapi.json");
    const response = await fetch(`${server.url}/openapi.json`);
    await writeFile(document, withoutUnicodeClasses(await response.text()));
    const report = join(home, "junit.xml");
    await writeFile(join(home, "schemathesis.toml"), SETTINGS);

    const found = await run(
      join(dirname(python ?? ""), "schemathesis"),
      [
        ...["run", document, "--url", server.url, "--header", `Authorization: Bearer ${token}`],
        ...["--checks", "all", "--exclude-checks", UNCLAIMED, "--continue-on-failure", "--no-color"],
        // Events never end, and this client waits for the end of every answer.
        ...["--exclude-path", "/v1/events"],
        ...["--phases", PHASES, ...(FUZZ_SECONDS ? ["--max-time", FUZZ_SECONDS] : [])],
        ...["--seed", "1", "--report", "junit", "--report-junit-path", report],
      ],
      { maxBuffer: 64 * 1024 * 1024, cwd: home },
    ).then(
      () => "",
      ({ stdout }: { stdout: string }) => stdout.slice(stdout.indexOf("= FAILURES =")).slice(0, SHOWN),
    );

    expect(found).toBe("");
    expect(await readFile(report, "utf8")).toMatch(/tests="1[0-9]"|tests="[2-9][0-9]"/);
  });
});

/** Values for `\p{…}` are more than this client can make up; it then tries any text, also what must be refused. */
function withoutUnicodeClasses(document: string): string {
  return JSON.stringify(JSON.parse(document), (key, value) =>
    key === "pattern" && typeof value === "string" && value.includes("\\p{") ? undefined : value,
  );
}
