export type Shutdown = {
  /** Registers what has to be undone; the last registered is undone first. */
  onStop(undo: () => Promise<void>): void;
  /** Aborted as soon as stopping begins. */
  signal: AbortSignal;
  /** Undoes everything and ends the process. */
  run(exitCode: number): Promise<never>;
};

/** Stops in order on Ctrl-C, SIGTERM, SIGHUP, or when the process that started us is gone. */
export function createShutdown(): Shutdown {
  const undos: (() => Promise<void>)[] = [];
  const controller = new AbortController();
  let running: Promise<never> | null = null;
  const run = (exitCode: number) => {
    running ??= undoAll(undos, exitCode);
    controller.abort();
    return running;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void run(0));
  process.on("disconnect", () => void run(0));
  return { onStop: (undo) => undos.push(undo), signal: controller.signal, run };
}

async function undoAll(undos: (() => Promise<void>)[], exitCode: number): Promise<never> {
  let code = exitCode;
  for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
    try {
      await undo();
    } catch (error) {
      process.stderr.write(`Stopping was not clean: ${error instanceof Error ? error.message : String(error)}\n`);
      code = 1;
    }
  }
  process.exit(code);
}
