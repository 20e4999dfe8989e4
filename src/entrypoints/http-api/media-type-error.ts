/** The body came as something else than the route takes: 415. */
export class MediaTypeError extends Error {
  constructor(expected: string, received: string | undefined) {
    super(`Expected the body as ${expected}; received ${received || "no content type"}.`);
    this.name = "MediaTypeError";
  }
}
