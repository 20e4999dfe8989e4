import { createMemoryReplayStore } from "../../src/adapters/memory/memory-replay-store.ts";
import { createHttpApi } from "../../src/entrypoints/http-api/create-http-api.ts";
import type { HttpApiDeps, LiveDeps } from "../../src/entrypoints/http-api/http-api-deps.ts";
import { identifyCaller } from "../../src/entrypoints/http-api/identify-caller.ts";
import { processNext } from "../../src/flow/process-next.ts";
import { publishRecipe } from "../../src/flow/publish-recipe.ts";
import { createReplayRunner } from "../../src/flow/replay-in-background.ts";
import { createFrontDesk } from "../../src/flow/sign-in.ts";
import { ROLES, type Role } from "../../src/ports/token-store.ts";
import { createTestPlatform, fourScrews, jpeg } from "./test-platform.ts";

type PlatformOptions = NonNullable<Parameters<typeof createTestPlatform>[0]>;

type ApiOptions = Omit<Partial<HttpApiDeps>, "live"> & { live?: Omit<LiveDeps, "records"> };

/** The HTTP API on memory adapters, with one published recipe and a token for every role. */
export async function createTestApi(
  options: PlatformOptions & ApiOptions & { withoutReplays?: boolean } = {},
) {
  const { recognize, maxWaiting, live, withoutReplays, ...deps } = options;
  const test = createTestPlatform({
    ...(recognize && { recognize }),
    ...(maxWaiting !== undefined && { maxWaiting }),
  });
  const { memory, platform } = test;
  const frontDesk = createFrontDesk({ ...memory, now: platform.now, newId: platform.newId });
  const api = createHttpApi({
    platform,
    identify: identifyCaller(frontDesk),
    frontDesk,
    models: memory.models,
    messages: memory.messages,
    verifications: memory.verifications,
    metrics: async () => "partproof_photos_total 1\n",
    version: "1.2.3",
    maxBodyBytes: 5_000_000,
    verifierPage: async () => "<!doctype html>",
    ...(withoutReplays ? {} : { replays: await createReplayRunner(platform, createMemoryReplayStore()) }),
    ...deps,
    ...(live && { live: { ...live, records: memory.records.live } }),
  });
  await publishRecipe(platform, fourScrews, { publishedBy: "test" });
  const secrets = {} as Record<Role, string>;
  for (const role of ROLES) {
    secrets[role] = (
      await memory.tokens.create({ name: `Ana (${role})`, role }, "2026-03-01T08:00:00Z")
    ).secret;
  }

  /** A request as that role; a body that is no text goes as JSON. */
  async function call(role: Role | undefined, method: string, path: string, body?: unknown, headers = {}) {
    const authorization = role ? { Authorization: `Bearer ${secrets[role]}` } : {};
    const contentType = body === undefined ? {} : { "Content-Type": "application/json" };
    return api.request(path, {
      method,
      headers: { ...authorization, ...contentType, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  /** Hand in a photo and inspect it. @returns the id of the inspection */
  async function inspected(fields: Record<string, unknown> = {}): Promise<string> {
    const response = await call("camera", "POST", "/v1/images", { ...(await handIn()), ...fields });
    await processNext(platform);
    const { inspectionId } = await response.json();
    return inspectionId;
  }

  return { ...test, api, call, inspected, secrets, frontDesk };
}

/** The body of `POST /v1/images`. */
export async function handIn(shade = 128) {
  return {
    recipe: "block",
    fileName: "SN1.jpg",
    line: "line-1",
    data: Buffer.from(await jpeg(shade)).toString("base64"),
  };
}
