/**
 * The body of an answer from pieces that are made as they are read, so that only one of them is in memory.
 * @param head what was read already, to go first
 */
export function streamOf(
  pieces: AsyncIterator<Uint8Array>,
  head: readonly Uint8Array[] = [],
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of head) controller.enqueue(piece);
    },
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}
