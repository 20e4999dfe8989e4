const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Text from outside as one line: line breaks could forge lines of a mail, and invisible characters (such as
 * those that turn the writing direction) could make a serial read as another one.
 */
export function oneLine(value: string, max = 200): string {
  return shorten(value.replace(INVISIBLE, " ").trim(), max);
}

/**
 * As {@link oneLine}, in printable ASCII, for headers. Accents are dropped, what has no ASCII form becomes `?`.
 * `=?` is broken up because mail programs decode what follows it into any text.
 */
export function asciiLine(value: string, max: number): string {
  const ascii = oneLine(value, 2000)
    .replace(/[–—−]/g, "-")
    .replace(/[‘’]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/ß/g, "ss")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\x20-\x7e]/gu, "?")
    .replace(/=\?/g, "= ?");
  return shorten(ascii, max, "...");
}

function shorten(text: string, max: number, mark = "…"): string {
  const characters = [...text];
  if (characters.length <= max) return text;
  return `${characters.slice(0, max - mark.length).join("")}${mark}`;
}

/** Local time of the machine with its offset, such as `2026-01-05 06:12:33 +01:00`. */
export function localTime(time: string | Date): string {
  const date = new Date(time);
  const offset = -date.getTimezoneOffset();
  const sign = offset < 0 ? "-" : "+";
  const zone = `${sign}${two(Math.trunc(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${zone}`;
}

/** A fraction as whole percent, never rounded up to 100 %. */
export function percent(fraction: number, digits = 0): string {
  const scale = 10 ** digits;
  return `${(Math.floor(fraction * 100 * scale + 1e-9) / scale).toFixed(digits)} %`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
