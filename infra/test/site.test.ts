import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { pagePolicy } from "../../src/entrypoints/http-api/pages/page-response.ts";
import { readSite, siteConfig } from "../deploy/upload-site.ts";
import { synthesize } from "./synthesize.ts";

const { template } = synthesize();

type Values = Record<string, { value: string }>;
type Request = { uri: string; headers: Values; method?: string; cookies?: Values };

/** Run a function of CloudFront as CloudFront does: its code and nothing else. */
function atTheEdge(id: string, request: Request): Request {
  const [found] = Object.entries(template.findResources("AWS::CloudFront::Function")).filter(([name]) =>
    name.startsWith(id),
  );
  const code = found?.[1]["Properties"].FunctionCode;
  return runInNewContext(`${code}; handler(event)`, { event: { request, viewer: { ip: "192.0.2.7" } } });
}

const BROWSER = { accept: { value: "text/html,application/xhtml+xml,*/*;q=0.8" } };

describe("an address of the site", () => {
  it.each(["/", "/inspections/01ARZ3NDEKTSV4RRFFQ69G5FAV", "/recipes/board.v2", "/review", "/no-such-page"])(
    "that a browser opens at %s is the one page",
    (uri) => {
      expect(atTheEdge("SiteShowScreens", { uri, headers: BROWSER }).uri).toBe("/index.html");
    },
  );

  it.each(["/assets/nothing.js", "/v1", "/docs", "/site-config.json"])(
    "stays what it is at %s, so that what is missing is missed",
    (uri) => {
      expect(atTheEdge("SiteShowScreens", { uri, headers: BROWSER }).uri).toBe(uri);
    },
  );

  it("stays what it is for programs, which are told that it leads nowhere", () => {
    expect(atTheEdge("SiteShowScreens", { uri: "/review", headers: {} }).uri).toBe("/review");
    expect(atTheEdge("SiteShowScreens", { uri: "/review", headers: { accept: { value: "*/*" } } }).uri).toBe(
      "/review",
    );
  });
});

describe("CloudFront", () => {
  const [distribution] = Object.values(template.findResources("AWS::CloudFront::Distribution"));
  const { CacheBehaviors, CustomErrorResponses } = distribution?.["Properties"].DistributionConfig ?? {};

  it("passes on what the API answers, also that something is not there", () => {
    expect(CustomErrorResponses).toBeUndefined();
    expect(CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern)).toContain("/v1/*");
  });

  it("says of a file that it is not there, instead of denied", () => {
    template.hasResourceProperties("AWS::S3::BucketPolicy", {
      Bucket: { Ref: Match.stringLikeRegexp("^SiteFiles") },
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: Match.arrayWith(["s3:ListBucket"]),
            Principal: { Service: "cloudfront.amazonaws.com" },
          }),
        ]),
      }),
    });
  });

  it("gives pages the policy of the embedded server, and the sign-in page beside it", () => {
    const [headers] = Object.values(template.findResources("AWS::CloudFront::ResponseHeadersPolicy"));
    const { ContentSecurityPolicy } =
      headers?.["Properties"].ResponseHeadersPolicyConfig.SecurityHeadersConfig ?? {};
    const parts: unknown[] = ContentSecurityPolicy.ContentSecurityPolicy["Fn::Join"][1];
    const text = parts.map((part) => (typeof part === "string" ? part : "*")).join("");

    expect(text).toBe(pagePolicy(["https://*.auth.*.amazoncognito.com"]));
    expect(text).not.toMatch(/unsafe/);
  });

  it("tells the API who sent a request, whatever the client says of itself", () => {
    const forged = { uri: "/v1/images", headers: { "x-viewer-address": { value: "203.0.113.1" } } };

    expect(atTheEdge("SiteNameViewer", forged).headers["x-viewer-address"]).toEqual({ value: "192.0.2.7" });
  });

  it.each([
    ["GET", {}, "Bearer a.b.c"],
    ["POST", { "sec-fetch-site": { value: "same-origin" } }, "Bearer a.b.c"],
    ["POST", { "sec-fetch-site": { value: "same-site" } }, undefined],
    ["DELETE", {}, undefined],
    ["GET", { authorization: { value: "Bearer pp_x" } }, "Bearer pp_x"],
  ])("makes the dashboard's cookie the header of a %s with %j", (method, headers, authorization) => {
    const cookies = { "__Host-partproof_token": { value: "a.b.c" } };
    const request = { uri: "/v1/session", method, headers, cookies };

    expect(atTheEdge("SiteNameViewer", request).headers["authorization"]?.value).toBe(authorization);
  });

  it("marks its requests, and the firewall counts those by their sender and all others by their address", () => {
    const mark = JSON.stringify({ "Fn::Select": [2, { "Fn::Split": ["/", { Ref: "AWS::StackId" }] }] });
    const [acl] = Object.values(template.findResources("AWS::WAFv2::WebACL"));
    const rates = acl?.["Properties"].Rules.flatMap(
      ({ Statement }: { Statement: Record<string, unknown> }) => Statement["RateBasedStatement"] ?? [],
    );

    expect(JSON.stringify(distribution)).toContain(`{"HeaderName":"x-partproof-site","HeaderValue":${mark}}`);
    expect(rates).toMatchObject([
      {
        Limit: 3000,
        AggregateKeyType: "IP",
        ScopeDownStatement: { NotStatement: { Statement: { ByteMatchStatement: {} } } },
      },
      {
        Limit: 3000,
        AggregateKeyType: "CUSTOM_KEYS",
        CustomKeys: [{ Header: { Name: "x-viewer-address" } }],
        ScopeDownStatement: {
          ByteMatchStatement: { FieldToMatch: { SingleHeader: { Name: "x-partproof-site" } } },
        },
      },
    ]);
    expect(rates.filter((rate: unknown) => JSON.stringify(rate).includes(mark))).toHaveLength(2);
  });

  it("keeps its log, which holds queries, for a month", () => {
    template.hasResourceProperties("AWS::S3::Bucket", {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([Match.objectLike({ Prefix: "cloudfront/", ExpirationInDays: 30 })]),
      },
    });
  });
});

describe("the dashboard, at a deployment", () => {
  function built(...assets: string[]): string {
    const folder = mkdtempSync(join(tmpdir(), "partproof-site-"));
    mkdirSync(join(folder, "assets"));
    mkdirSync(join(folder, ".vite"));
    for (const name of ["index.html", ".vite/manifest.json", ...assets.map((asset) => `assets/${asset}`)])
      writeFileSync(join(folder, name), name);
    return folder;
  }

  it("goes up with the page last, which browsers ask for each time, and files that they keep", async () => {
    const files = await readSite(built("screen-1.js", "screen-1.css"));

    expect(files.map(({ key, contentType, cacheControl }) => [key, contentType, cacheControl])).toEqual([
      ["assets/screen-1.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"],
      ["assets/screen-1.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
      ["index.html", "text/html; charset=utf-8", "no-cache"],
    ]);
  });

  it("is refused when it was not built, or holds what no browser is given", async () => {
    await expect(readSite(join(tmpdir(), "nowhere"))).rejects.toThrow(/Run npm run build first/);
    await expect(readSite(built("secret.env"))).rejects.toThrow(/No browser is given.*secret\.env/);
  });

  it("says where people sign in, and nothing that is secret", () => {
    const signIn = {
      kind: "cognito",
      domain: "https://x.auth.eu-central-1.amazoncognito.com",
      clientId: "c",
      redirectUri: "https://site.example/",
    } as const;

    expect(JSON.parse(String(siteConfig(signIn).body))).toEqual({ signIn });
    template.hasResourceProperties("AWS::Cognito::UserPoolClient", {
      GenerateSecret: false,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "email"],
      CallbackURLs: Match.anyValue(),
      LogoutURLs: Match.anyValue(),
    });
  });
});
