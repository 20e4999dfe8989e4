/** 8-bit sRGB. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Pixels being drawn on, `width × height × 3` bytes. Marks go straight into them: no overlay, no second image. */
export type Canvas = { width: number; height: number; pixels: Uint8Array };

/** In pixels of the canvas, right and bottom exclusive. */
export type Rect = { left: number; top: number; right: number; bottom: number };

/** How much of each pixel a shape covers, 0 to 255, `width × height` bytes. */
export type Mask = { left: number; top: number; width: number; height: number; coverage: Uint8Array };

/** Rows `top` to `bottom` of a canvas as a canvas of their own, on the same memory. */
export function rowsOf(canvas: Canvas, top: number, bottom: number): Canvas {
  const pixels = canvas.pixels.subarray(top * canvas.width * 3, bottom * canvas.width * 3);
  return { width: canvas.width, height: bottom - top, pixels };
}

/** Fills whole pixels; what lies outside the canvas is left out. */
export function fillRect(canvas: Canvas, rect: Rect, [red, green, blue]: Rgb): void {
  const left = Math.max(0, Math.round(rect.left));
  const right = Math.min(canvas.width, Math.round(rect.right));
  const top = Math.max(0, Math.round(rect.top));
  const bottom = Math.min(canvas.height, Math.round(rect.bottom));
  if (right <= left || bottom <= top) return;
  const stride = canvas.width * 3;
  const first = top * stride + left * 3;
  const end = first + (right - left) * 3;
  for (let at = first; at < end; at += 3) {
    canvas.pixels[at] = red;
    canvas.pixels[at + 1] = green;
    canvas.pixels[at + 2] = blue;
  }
  // The other rows are copies of the first: many times faster than byte by byte.
  for (let row = 1; row < bottom - top; row++) canvas.pixels.copyWithin(first + row * stride, first, end);
}

/** Lays a color over the canvas where the mask, moved to (x, y), covers it. */
export function blendMask(canvas: Canvas, mask: Mask, x: number, y: number, color: Rgb): void {
  const left = x + mask.left;
  const top = y + mask.top;
  const firstColumn = Math.max(0, -left);
  const lastColumn = Math.min(mask.width, canvas.width - left);
  const lastRow = Math.min(mask.height, canvas.height - top);
  for (let row = Math.max(0, -top); row < lastRow; row++) {
    for (let column = firstColumn; column < lastColumn; column++) {
      const alpha = mask.coverage[row * mask.width + column] ?? 0;
      if (alpha > 0) blendPixel(canvas, left + column, top + row, color, alpha / 255);
    }
  }
}

/** A straight line with soft edges, `width` px thick, with flat ends. */
export function drawLine(
  canvas: Canvas,
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
  width: number,
  color: Rgb,
): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length === 0) return;
  const reach = width / 2 + 0.5;
  const top = Math.max(0, Math.floor(Math.min(from[1], to[1]) - reach));
  const bottom = Math.min(canvas.height, Math.ceil(Math.max(from[1], to[1]) + reach));
  for (let y = top; y < bottom; y++) {
    // Only the few columns near the line: a diagonal through a 100-megapixel photo must stay cheap.
    const [start, end] = columnsNear(from, dx, dy, y + 0.5, (reach * length) / Math.max(Math.abs(dy), 1e-9));
    const first = Math.max(0, Math.floor(Math.max(start, Math.min(from[0], to[0]) - reach)));
    const last = Math.min(canvas.width, Math.ceil(Math.min(end, Math.max(from[0], to[0]) + reach)));
    for (let x = first; x < last; x++) {
      const [px, py] = [x + 0.5 - from[0], y + 0.5 - from[1]];
      const along = (px * dx + py * dy) / length;
      if (along < 0 || along > length) continue;
      const alpha = Math.min(1, reach - Math.abs(px * dy - py * dx) / length);
      if (alpha > 0) blendPixel(canvas, x, y, color, alpha);
    }
  }
}

function columnsNear(
  from: readonly [number, number],
  dx: number,
  dy: number,
  y: number,
  margin: number,
): [number, number] {
  if (Math.abs(dy) < 1e-9) return [-Infinity, Infinity];
  const x = from[0] + ((y - from[1]) / dy) * dx;
  return [x - margin, x + margin];
}

/** Lays a color over one pixel inside the canvas; `alpha` 0 to 1. */
export function blendPixel({ pixels, width }: Canvas, x: number, y: number, color: Rgb, alpha: number): void {
  const at = (y * width + x) * 3;
  const [red, green, blue] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
  pixels[at] = Math.round(red + (color[0] - red) * alpha);
  pixels[at + 1] = Math.round(green + (color[1] - green) * alpha);
  pixels[at + 2] = Math.round(blue + (color[2] - blue) * alpha);
}
