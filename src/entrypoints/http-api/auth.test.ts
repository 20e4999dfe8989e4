import { describe, expect, it } from "vitest";
import { createTestApi } from "../../../test/support/test-http-api.ts";
import type { Principal } from "../../ports/token-store.ts";

describe("who asks", () => {
  it("is whoever the platform says, and nothing in the request can change it", async () => {
    const asked: unknown[] = [];
    const { api, secrets } = await createTestApi({
      identify: async (_request, platform): Promise<Principal> => {
        asked.push(platform);
        return { name: "line 1", role: "camera" };
      },
    });
    const headers = { Authorization: `Bearer ${secrets.admin}` };

    const response = await api.request("/v1/inspections", { headers }, { from: "the authorizer" });

    expect(response.status).toBe(403);
    expect((await response.json()).detail).toContain('"line 1" has the role camera');
    expect(asked).toEqual([{ from: "the authorizer" }]);
  });

  it("is not asked for what is open", async () => {
    const { api } = await createTestApi({
      identify: async () => {
        throw new Error("asked");
      },
    });

    const response = await api.request("/healthz");

    expect(response.status).toBe(200);
  });
});
