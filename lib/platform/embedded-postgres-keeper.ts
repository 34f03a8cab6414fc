import { readPostmaster } from "./postmaster-file.ts";

const CHECK_MS = 1_000;

type Keeper = {
  directory: string;
  restart(): Promise<void>;
  onEnd(): void;
  onFailure(error: unknown): void;
};

/** Starts the server again when it ended without being asked to. Returns the function that stops the watch. */
export function keepServer({ directory, restart, onEnd, onFailure }: Keeper): () => Promise<void> {
  let working: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy || isServerAlive(directory)) return;
    isBusy = true;
    onEnd();
    working = restart()
      .catch(onFailure)
      .finally(() => {
        isBusy = false;
      });
  }, CHECK_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return working;
  };
}

function isServerAlive(directory: string): boolean {
  const postmaster = readPostmaster(directory);
  if (postmaster === null) return false;
  try {
    process.kill(postmaster.pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, as another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
