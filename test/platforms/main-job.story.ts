import { describe, expect, test } from "vitest";
import type { Inspection } from "../../src/domain/inspection.ts";
import type { Api } from "../../src/entrypoints/http-api/http-api-deps.ts";
import type { Role } from "../../src/ports/token-store.ts";
import { jpeg } from "../support/test-platform.ts";

/** A platform that runs: it inspects and delivers by itself. */
export type RunningPlatform = {
  api: Api;
  tokenFor(role: Role): Promise<string>;
  /** Message ids of the mails that were delivered so far. */
  mails(): Promise<string[]>;
  stop(): Promise<void>;
};

/** Nobody is on a plain gray photo: a recipe that wants a person fails, one that wants none passes. */
const wanting = (id: string, count: number) => ({
  id,
  version: 1,
  title: `Wants ${count}`,
  recognizer: { kind: "embedded", model: "general" },
  parts: [{ label: "person", count }],
  fileName: "{serial}.jpg",
  notify: { to: ["quality@example.com"] },
});

/** One story that every wiring must tell the same way: from a photo handed in to evidence that verifies. */
export function describeMainJob(name: string, start: () => Promise<RunningPlatform>): void {
  describe(`the main job on the ${name} platform`, () => {
    test("goes from photos handed in to verdicts, one mail, a decision and evidence that verifies", async () => {
      const running = await start();
      const call = async (role: Role, method: string, path: string, body?: unknown) => {
        const headers = {
          authorization: `Bearer ${await running.tokenFor(role)}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        };
        const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
        return running.api.request(path, init);
      };
      const handIn = async (recipe: string, fileName: string): Promise<Inspection> => {
        const data = Buffer.from(await jpeg()).toString("base64");
        const response = await call("camera", "POST", "/v1/images?wait=30", {
          recipe,
          fileName,
          data,
          line: "line-1",
        });
        expect(response.status).toBe(200);
        return response.json();
      };

      try {
        for (const recipe of [wanting("none", 0), wanting("one", 1)]) {
          expect((await call("quality", "POST", "/v1/recipes", recipe)).status).toBe(201);
        }
        const passed = await handIn("none", "SN1.jpg");
        const failed = await handIn("one", "SN2.jpg");
        const again = await handIn("one", "SN2.jpg");
        const analyzed = await call("inspector", "GET", `/v1/inspections/${failed.id}/analyzed`);
        const decided = await call("inspector", "POST", `/v1/inspections/${failed.id}/dispositions`, {
          decision: "overrule",
          verdict: "pass",
          reason: "no person belongs here",
        });
        const mails = await until(running.mails, (ids) => ids.length > 0);
        const books = await call("support", "GET", "/v1/reconciliation");
        const verification = await call("auditor", "POST", "/v1/evidence/verification");

        expect(passed).toMatchObject({ verdict: "pass", source: { serial: "SN1", line: "line-1" } });
        expect(failed).toMatchObject({ verdict: "fail", findings: [{ label: "person", state: "missing" }] });
        expect(again.id).toBe(failed.id);
        expect(analyzed.headers.get("content-type")).toBe("image/jpeg");
        expect(await decided.json()).toMatchObject({ verdict: "fail", dispositions: [{ verdict: "pass" }] });
        expect(mails).toEqual([`inspection-${failed.id}`]);
        expect(await books.json()).toMatchObject({
          received: 2,
          inProgress: 0,
          unaccounted: 0,
          deadLetters: 0,
        });
        expect(await verification.json()).toMatchObject({ intact: true, entries: 5 });
      } finally {
        await running.stop();
      }
    });
  });
}

async function until<T>(look: () => Promise<T>, done: (seen: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const seen = await look();
    if (done(seen) || tries > 100) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
