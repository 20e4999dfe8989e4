import { z } from "zod";

const side = z.int().min(1).max(128);

/**
 * How unusual each place of a photo looks: a coarse grid over the whole photo, row by row, a byte a cell. Small enough
 * for the record, so that an auditor can redraw what the analyzed photo shows.
 */
export const heatMapSchema = z.object({
  label: z.string().describe("The label of the detections it explains."),
  rows: side,
  columns: side,
  unusualFrom: z.int().min(1).max(255).describe("From this level on a place is as likely unusual as not."),
  levels: z.base64().max(22_000).describe("rows × columns bytes: 0 is usual, 255 the most unusual there is."),
});
export type HeatMap = z.infer<typeof heatMapSchema>;

/** @param levels 0 to 255, row by row; @returns them as a heat map holds them */
export function encodeLevels(levels: Uint8Array): string {
  return btoa(String.fromCharCode(...levels));
}

/** The bytes of a heat map; what is missing of a damaged one is usual. */
export function decodeLevels({ rows, columns, levels }: HeatMap): Uint8Array {
  const text = atob(levels);
  return Uint8Array.from({ length: rows * columns }, (_, cell) =>
    cell < text.length ? text.charCodeAt(cell) : 0,
  );
}
