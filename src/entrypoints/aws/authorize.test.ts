import { describe, expect, it } from "vitest";
import { createMemoryTokenStore } from "../../adapters/memory/memory-token-store.ts";
import { type AuthorizerDeps, authorize } from "./authorize.ts";
import { identifyByGateway } from "./identify-by-gateway.ts";

const METHOD = "arn:aws:execute-api:eu-central-1:111111111111:abc/prod/GET/v1/inspections/01X";

function event(authorization: string | undefined, header = "Authorization") {
  return { methodArn: METHOD, headers: authorization === undefined ? null : { [header]: authorization } };
}

/** A user pool that vouches for one person, in these groups. */
function pool(...groups: string[]): AuthorizerDeps {
  return {
    tokens: createMemoryTokenStore(),
    async verifyJwt(token) {
      if (token !== "a.good.one") throw new Error("invalid signature");
      return { "cognito:groups": groups, email: "ana@example.com", "cognito:username": "u1" };
    },
    usageKey: "everybody",
  };
}

describe("the authorizer", () => {
  it("lets the holder of a token of ours in, under the name and role of the token", async () => {
    const deps = pool();
    const tokens = createMemoryTokenStore();
    const { secret } = await tokens.create({ name: "camera 1", role: "camera" }, "2026-03-01T08:00:00Z");

    const answer = await authorize({ ...deps, tokens }, event(`Bearer ${secret}`, "authorization"));

    expect(answer).toEqual({
      principalId: "camera 1",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Action: "execute-api:Invoke",
            Effect: "Allow",
            Resource: "arn:aws:execute-api:eu-central-1:111111111111:abc/prod/*",
          },
        ],
      },
      context: { name: "camera 1", role: "camera" },
      usageIdentifierKey: "everybody",
    });
  });

  it("gives a person the strongest role of their groups", async () => {
    const answer = await authorize(pool("auditor", "quality", "other"), event("Bearer a.good.one"));

    expect(answer.context).toEqual({ name: "ana@example.com", role: "quality" });
  });

  it.each([
    ["no header", undefined],
    ["another scheme", "Basic YTpi"],
    ["a token that nobody made", "Bearer pp_unknown"],
    ["a JWT of another pool", "Bearer a.bad.one"],
  ])("refuses %s", async (_what, authorization) => {
    const asked = authorize(pool("admin"), event(authorization));

    await expect(asked).rejects.toThrow(/^Unauthorized$/);
  });

  it("refuses a person without a group of ours", async () => {
    const asked = authorize(pool("visitors"), event("Bearer a.good.one"));

    await expect(asked).rejects.toThrow(/^Unauthorized$/);
  });
});

describe("who asks, as API Gateway says", () => {
  const request = new Request("https://api.example/v1/images");
  const gateway = (requestContext: unknown) => identifyByGateway(request, { event: { requestContext } });

  it("is whom the authorizer has let in", async () => {
    const authorizer = { name: "camera 1", role: "camera", principalId: "camera 1", integrationLatency: 3 };

    expect(await gateway({ authorizer, identity: { userArn: null } })).toEqual({
      name: "camera 1",
      role: "camera",
    });
  });

  it("is a camera when IAM has checked its signature, whatever its AWS role may do elsewhere", async () => {
    const userArn = "arn:aws:sts::111111111111:assumed-role/camera-line-1/session";

    expect(await gateway({ identity: { userArn } })).toEqual({
      name: "camera-line-1/session",
      role: "camera",
    });
  });

  it.each([
    ["nobody has said who it is", { identity: { userArn: null } }],
    ["the role is none of ours", { authorizer: { name: "eve", role: "root" }, identity: {} }],
  ])("is nobody when %s", async (_what, context) => {
    await expect(gateway(context)).rejects.toMatchObject({ code: "unauthorized" });
  });
});
