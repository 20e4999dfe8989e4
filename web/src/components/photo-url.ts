/** A small photo of an inspection, marked up where it is, for good in the browser's own cache. */
export function photoUrl(
  id: string,
  width: 160 | 320 | 640 | 1280,
  which: "analyzed" | "original" = "analyzed",
): string {
  return `/v1/inspections/${encodeURIComponent(id)}/thumbnail?width=${width}&which=${which}`;
}
