import path from "node:path";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { SpoolFiles } from "./spool-files.ts";

interface StatusFileOptions {
  files: SpoolFiles;
  log: Logger;
  name: string;
  /** Null while there is none. */
  folder: () => string | null;
  status: () => SpoolStatus;
}

export const STATUS_FILE = "status.json";
const EVERY_MS = 1_000;

/** Writes down what the spool says of itself, so that it is known without the process and without the database. */
export class StatusFile {
  readonly #options: StatusFileOptions;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #wroteAt = Number.NEGATIVE_INFINITY;
  #written = "";

  constructor(options: StatusFileOptions) {
    this.#options = options;
  }

  /** Something changed: it is written at once, or a second after the last time. */
  touch(): void {
    if (this.#timer !== null) return;
    const wait = Math.max(0, this.#wroteAt + EVERY_MS - performance.now());
    this.#timer = setTimeout(() => void this.write(), wait).unref();
  }

  write(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#wroteAt = performance.now();
    this.#writing = this.#writing.then(() => this.#replace());
    return this.#writing;
  }

  async #replace(): Promise<void> {
    const { files, log, name, folder, status } = this.#options;
    const home = folder();
    const text = JSON.stringify({ name, status: status() });
    if (home === null || text === this.#written) return;
    const file = path.join(home, STATUS_FILE);
    try {
      await writeFile(files, `${file}.partial`, text);
      await files.rename(`${file}.partial`, file);
      this.#written = text;
    } catch (error) {
      // A full disk is told by the status itself, through the heartbeat.
      log.debug("the status of the spool could not be written", { error });
    }
  }
}

async function writeFile(files: SpoolFiles, file: string, text: string): Promise<void> {
  const handle = await files.open(file, "w", 0o600);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}
