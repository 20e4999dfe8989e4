/** How far a long command is: on standard error, with rate and time left; silent when nobody watches. */
export type Progress = { at(done: number): void; end(): void };

const REDRAW_MS = 200;

/**
 * @param total undefined when it is not known beforehand
 * @param unit what is counted, such as `photos`
 */
export function startProgress(doing: string, unit: string, total?: number): Progress {
  const { stderr } = process;
  if (!stderr.isTTY) return { at: () => undefined, end: () => undefined };
  const startedAt = performance.now();
  let drawnAt = 0;

  function draw(done: number): void {
    const seconds = (performance.now() - startedAt) / 1000;
    const rate = seconds > 0 ? done / seconds : 0;
    const left = total !== undefined && rate > 0 ? `, ${duration((total - done) / rate)} left` : "";
    const share = total === undefined ? String(done) : `${done} of ${total}`;
    stderr.write(`\r\x1b[K${doing}: ${share} ${unit}, ${rate.toFixed(1)}/s${left}`);
  }

  return {
    at(done) {
      const now = performance.now();
      if (now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      draw(done);
    },
    end() {
      stderr.write("\r\x1b[K");
    },
  };
}

function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
