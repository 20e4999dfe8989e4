import { REPORT_MEDIA_TYPES, type ReportFormat } from "../../report-forms/render-report.ts";

/** A report for a browser or a file. @param name of the file, without its ending */
export function reportResponse(bytes: Uint8Array<ArrayBuffer>, format: ReportFormat, name: string): Response {
  return new Response(bytes, {
    headers: {
      "Content-Type": REPORT_MEDIA_TYPES[format],
      // A browser opens JSON and pages, and the page's own policy lets it run nothing.
      "Content-Disposition": `${format === "json" || format === "html" ? "inline" : "attachment"}; filename="report-${name}.${format}"`,
      ...(format === "html"
        ? { "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:" }
        : {}),
    },
  });
}
