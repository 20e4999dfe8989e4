import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type CloudFrontClient, CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import {
  CACHE_CONTROL,
  mediaTypeOf,
  pageTypeOf,
} from "../../src/entrypoints/http-api/pages/page-response.ts";
import { PROJECT } from "../bundle/paths.ts";

/** How a browser signs people in; the page reads it as /site-config.json before anything else. Nothing in it is secret. */
export type SignIn = { kind: "cognito"; domain: string; clientId: string; redirectUri: string };

type SiteFile = { key: string; body: Uint8Array | string; contentType: string; cacheControl: string };

/**
 * The files of the dashboard, the page itself last: what it names must be there before.
 * @param built folder, as `npm run build` makes it
 * @throws Error when it was not built, or holds a file of a kind that no browser is given
 */
export async function readSite(built = join(PROJECT, "dist/web")): Promise<SiteFile[]> {
  const names = await readdir(join(built, "assets")).catch((cause: unknown) => {
    throw new Error(`The dashboard is not in ${built}. Run npm run build first.`, { cause });
  });
  const file = async (key: string, cacheControl: string): Promise<SiteFile> => {
    const type = pageTypeOf(key);
    if (type === undefined)
      throw new Error(`No browser is given a file such as ${key}; see page-response.ts.`);
    return { key, body: await readFile(join(built, key)), contentType: mediaTypeOf(type), cacheControl };
  };
  const assets = names.sort().map((name) => file(`assets/${name}`, CACHE_CONTROL.immutable));
  return Promise.all([...assets, file("index.html", CACHE_CONTROL.asked)]);
}

/** What the page reads before anything else. */
export function siteConfig(signIn: SignIn): SiteFile {
  return {
    key: "site-config.json",
    body: JSON.stringify({ signIn }),
    contentType: "application/json",
    cacheControl: CACHE_CONTROL.asked,
  };
}

/**
 * Put the dashboard in place and let CloudFront forget the page before it. Files of earlier versions stay: whoever has
 * the page open still loads screens from them.
 */
export async function uploadSite(
  clients: { s3: S3Client; cloudFront: CloudFrontClient },
  to: { bucket: string; distributionId: string },
  files: readonly SiteFile[],
): Promise<void> {
  for (const { key, body, contentType, cacheControl } of files) {
    const put = {
      Bucket: to.bucket,
      Key: key,
      Body: body,
      ContentType: contentType,
      CacheControl: cacheControl,
    };
    await clients.s3.send(new PutObjectCommand(put));
  }
  const Items = ["/index.html", "/site-config.json"];
  await clients.cloudFront.send(
    new CreateInvalidationCommand({
      DistributionId: to.distributionId,
      InvalidationBatch: {
        CallerReference: String(Date.now()),
        Paths: { Quantity: Items.length, Items },
      },
    }),
  );
}
