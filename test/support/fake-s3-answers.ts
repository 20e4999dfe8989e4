export type FakeAnswer = { statusCode: number; headers: Record<string, string>; body: Buffer };

export type FakeVersion = {
  id: string;
  body: Buffer;
  lastModified: Date;
  isMarker: boolean;
  /** The XML that was put, if any. */
  tagging?: string;
};

export function answerXml(xml: string): FakeAnswer {
  return { statusCode: 200, headers: { "content-type": "application/xml" }, body: Buffer.from(xml) };
}

export function refusal(statusCode: number, code: string): FakeAnswer {
  return { ...answerXml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`), statusCode };
}

export function missing(): FakeAnswer {
  return refusal(404, "NoSuchKey");
}

/** A page of versions and markers, by key, the newest first, behind the marker asked for. */
export function listVersionsXml(
  objects: ReadonlyMap<string, readonly FakeVersion[]>,
  query: Record<string, unknown>,
  pageSize: number,
): string {
  const prefix = String(query["prefix"]);
  const after = String(query["key-marker"] ?? "");
  const afterId = query["version-id-marker"];
  const all = [...objects]
    .filter(([key]) => key.startsWith(prefix) && (key > after || (key === after && afterId !== undefined)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, versions]) => versions.map((version) => ({ key, version })));
  const begin = all.findIndex(({ key, version }) => key === after && version.id === afterId) + 1;
  const page = all.slice(begin, begin + pageSize);
  const more = all.length > begin + pageSize;
  const last = page.at(-1);
  const next = more
    ? `<NextKeyMarker>${last?.key}</NextKeyMarker><NextVersionIdMarker>${last?.version.id}</NextVersionIdMarker>`
    : "";
  const items = page.map(({ key, version }) => {
    const element = version.isMarker ? "DeleteMarker" : "Version";
    const when = version.lastModified.toISOString();
    return `<${element}><Key>${key}</Key><VersionId>${version.id}</VersionId><LastModified>${when}</LastModified><Size>${version.body.length}</Size></${element}>`;
  });
  return `<ListVersionsResult><IsTruncated>${more}</IsTruncated>${next}${items.join("")}</ListVersionsResult>`;
}
