import path from "node:path";
import type { Logger } from "#lib/platform/log.ts";
import { adoptFolders } from "./adopt-folders.ts";
import { findSegments, surveySegment } from "./find-segments.ts";
import { type Home, leaveFolder, PROBE_FILE, takeHome } from "./home.ts";
import type { Segment } from "./segment.ts";
import { SetAside } from "./set-aside.ts";
import type { Shelf } from "./shelf.ts";
import { isErrorCode, type SpoolFiles } from "./spool-files.ts";

interface OwnFolderOptions {
  files: SpoolFiles;
  root: string;
  name: string;
  shelf: Shelf;
  log: Logger;
}

/** The folder that this process holds, taken when it is first needed and again should it be lost. */
export class OwnFolder {
  readonly #options: OwnFolderOptions;
  #home: Home | null = null;
  #taking: Promise<string> | null = null;
  readonly setAside: SetAside;
  /** Resolves when what was found is counted. */
  surveyed: Promise<void> = Promise.resolve();

  constructor(options: OwnFolderOptions) {
    this.#options = options;
    this.setAside = new SetAside(options.files, () => this.take());
  }

  get path(): string | null {
    return this.#home?.folder ?? null;
  }

  take(): Promise<string> {
    if (this.#home !== null) return Promise.resolve(this.#home.folder);
    this.#taking ??= this.#takeNow().finally(() => {
      this.#taking = null;
    });
    return this.#taking;
  }

  async #takeNow(): Promise<string> {
    const { files, root, name, shelf } = this.#options;
    const home = await takeHome(files, root, name);
    try {
      const segments = await findSegments(files, home.folder);
      for (const segment of segments) shelf.add(segment);
      this.#home = home;
      this.#survey(segments);
      return home.folder;
    } catch (error) {
      home.lock.release();
      throw error;
    }
  }

  /** Moves here what processes that ended left in folders of their own. */
  async adopt(): Promise<void> {
    const { files, root, shelf, log } = this.#options;
    const home = await this.take();
    await this.setAside.recount();
    this.#survey(await adoptFolders({ files, root, home, shelf, setAside: this.setAside, log }));
  }

  #survey(segments: readonly Segment[]): void {
    const { files, log } = this.#options;
    this.surveyed = segments.reduce(
      (before, segment) =>
        before
          .then(() => surveySegment(files, segment))
          .catch((error: unknown) => log.error("a spool file could not be read", { file: segment.file, error })),
      this.surveyed,
    );
  }

  /** Somebody removed the folder: what is on the shelf and no longer on the disk is gone, and a new folder is taken. */
  async replaceRemoved(): Promise<void> {
    const { files, shelf, log } = this.#options;
    this.#home?.lock.release();
    this.#home = null;
    for (const segment of shelf.inOrder()) {
      try {
        await files.stat(segment.file);
      } catch (error) {
        if (!isErrorCode(error, "ENOENT")) throw error;
        shelf.remove(segment);
        log.error("a spool file was removed by somebody else", { file: segment.file, waiting: segment.waiting });
      }
    }
    await this.take();
  }

  /** Writes a few bytes and removes them, to see whether the disk takes any. */
  async tryToWrite(): Promise<void> {
    const { files } = this.#options;
    const file = path.join(await this.take(), PROBE_FILE);
    const handle = await files.open(file, "w", 0o600);
    try {
      await handle.writeFile("probe");
      await handle.datasync();
    } finally {
      await handle.close();
      await files.unlink(file);
    }
  }

  /** Gives the folder up; one that holds nothing more is removed. */
  async leave(): Promise<void> {
    const { files, shelf } = this.#options;
    const home = this.#home;
    this.#home = null;
    if (home === null) return;
    if (shelf.isEmpty && this.setAside.count === 0) await leaveFolder(files, home);
    else home.lock.release();
  }
}
