import type { SpoolFiles } from "./spool-files.ts";

interface DiskRoomOptions {
  files: SpoolFiles;
  minFreeShare: number;
}

const ASK_EVERY_MS = 1_000;

/** Whether the disk has room beside what the machine needs for itself, asked once a second at most. */
export class DiskRoom {
  readonly #options: DiskRoomOptions;
  #askedAt = Number.NEGATIVE_INFINITY;
  #refusal: string | null = null;

  constructor(options: DiskRoomOptions) {
    this.#options = options;
  }

  /** Why nothing may be added to the disk of this folder, or null. */
  async refusal(folder: string): Promise<string | null> {
    const { files, minFreeShare } = this.#options;
    if (performance.now() - this.#askedAt < ASK_EVERY_MS) return this.#refusal;
    const { bavail, blocks } = await files.statfs(folder);
    this.#askedAt = performance.now();
    const percent = Math.round(minFreeShare * 100);
    this.#refusal = bavail < blocks * minFreeShare ? `Less than ${percent} % of the disk of the spool is free.` : null;
    return this.#refusal;
  }
}
