import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { asAwsError } from "./map-aws-error.ts";

/**
 * Everything a bucket holds under one key. A bucket without versioning has one version of each, with id `null`.
 * An object that was written once has one version and no marker; anything else was done to it later.
 */
export type VersionedObject = {
  key: string;
  /** Newest first. */
  versions: { id: string; lastModified: Date; bytes: number }[];
  /** Ids of delete markers: while the newest of all is one, the object looks deleted. */
  markers: string[];
};

/** `from` is the first key wanted; it need not exist. */
export type VersionQuery = { bucket: string; prefix: string; from?: string | undefined };

/** All objects below a prefix, by key, page by page. */
export async function* listVersions(s3: S3Client, query: VersionQuery): AsyncIterable<VersionedObject> {
  const unfinished = new Map<string, VersionedObject>();
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {
    // Just before the wanted key: servers disagree on whether the marker itself is listed.
    KeyMarker: query.from?.slice(0, -1),
  };
  for (;;) {
    const page = await listPage(s3, query, next);
    gather(page, unfinished);
    for (const [key, object] of [...unfinished].sort(([a], [b]) => (a < b ? -1 : 1))) {
      // Its other versions may follow on the next page.
      if (page.IsTruncated && key === page.NextKeyMarker) continue;
      unfinished.delete(key);
      if (query.from === undefined || key >= query.from) yield object;
    }
    if (!page.IsTruncated) return;
    next = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}

/** One request, at most 1,000 versions: the objects from a key on, and whether there are more. */
export async function firstVersions(
  s3: S3Client,
  query: VersionQuery,
): Promise<{ objects: VersionedObject[]; more: boolean }> {
  const page = await listPage(s3, query, { KeyMarker: query.from?.slice(0, -1) });
  const found = new Map<string, VersionedObject>();
  gather(page, found);
  const objects = [...found.values()].filter(({ key }) => query.from === undefined || key >= query.from);
  return { objects: objects.sort((a, b) => (a.key < b.key ? -1 : 1)), more: page.IsTruncated ?? false };
}

async function listPage(
  s3: S3Client,
  { bucket, prefix }: VersionQuery,
  markers: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined },
): Promise<ListObjectVersionsCommandOutput> {
  try {
    return await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...markers }));
  } catch (error) {
    throw asAwsError(error, `list ${prefix} of bucket ${bucket}`);
  }
}

function gather(page: ListObjectVersionsCommandOutput, into: Map<string, VersionedObject>): void {
  const objectAt = (key: string) => {
    const object = into.get(key) ?? { key, versions: [], markers: [] };
    into.set(key, object);
    return object;
  };
  for (const { Key = "", VersionId = "null", LastModified = new Date(0), Size = 0 } of page.Versions ?? []) {
    objectAt(Key).versions.push({ id: VersionId, lastModified: LastModified, bytes: Size });
  }
  for (const { Key = "", VersionId = "null" } of page.DeleteMarkers ?? [])
    objectAt(Key).markers.push(VersionId);
}
