/** Above this, memory goes back to the system: a rare huge photo must not be paid for ever after. */
const MAX_KEPT_BYTES = 64_000_000;

let kept: Uint8Array | undefined;

/**
 * Memory for pixels that the caller overwrites completely; its content is arbitrary. One piece is kept between
 * photos, because touching 40 MB of fresh memory costs more than copying a photo into it.
 */
export function borrowPixels(byteLength: number): Uint8Array {
  const memory = kept;
  if (!memory || memory.byteLength < byteLength) return Buffer.allocUnsafeSlow(byteLength);
  kept = undefined;
  return memory.subarray(0, byteLength);
}

/** Only once nothing reads or writes these pixels any more. */
export function returnPixels(pixels: Uint8Array): void {
  const whole = new Uint8Array(pixels.buffer);
  if (whole.byteLength <= MAX_KEPT_BYTES && whole.byteLength > (kept?.byteLength ?? 0)) kept = whole;
}
