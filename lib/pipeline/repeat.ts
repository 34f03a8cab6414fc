import type { Logger } from "#lib/platform/log.ts";

const AFTER_FAILURE_MS = 2000;

/**
 * Does the work again and again, with a pause between, until the returned function is called, which waits for its end.
 * Failures in a row are told once: while the database is away, saying so every two seconds would bury what matters.
 */
export function repeat(work: () => Promise<void>, everyMs: number, log: Logger): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isFailing = false;
  const run = async (): Promise<void> => {
    let pauseMs = everyMs;
    try {
      await work();
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn("repeated work failed; it is tried again", { work: work.name, error });
      isFailing = true;
      pauseMs = Math.max(everyMs, AFTER_FAILURE_MS);
    }
    if (!isStopped) timer = setTimeout(next, pauseMs);
  };
  let running = run();
  function next() {
    running = run();
  }
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
