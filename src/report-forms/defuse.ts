/**
 * Text that a spreadsheet would take for a formula gets an apostrophe in front of it. The CSV library would do the same
 * to numbers, and -0.5 is one.
 */
export function defuse(text: string): string {
  return /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
}
