import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import type { Logger } from "#lib/platform/log.ts";
import type { Segment } from "./segment.ts";
import { segmentName } from "./segment.ts";
import type { Shelf } from "./shelf.ts";
import { isErrorCode, type SpoolFiles, syncFolder } from "./spool-files.ts";

interface WriterOptions {
  files: SpoolFiles;
  shelf: Shelf;
  log: Logger;
  segmentBytes: number;
  /** The folder to write into; made when it is missing. */
  folder: () => Promise<string>;
}

interface Open {
  segment: Segment;
  file: FileHandle;
}

export interface Group {
  bytes: Buffer;
  records: number;
  /** When its first record was received. */
  since: string;
}

/** Writes one group of records at a time: its caller lets one call follow another. */
export class SegmentWriter {
  readonly #options: WriterOptions;
  #open: Open | null = null;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /**
   * Resolves once the group survives a loss of power. Throws when that is not known, or when `isWanted` says at the end
   * that nobody waits for it any more: then none of it is drained, and its file is written no more.
   */
  async write(group: Group, isWanted: () => boolean): Promise<void> {
    const { segment, file } = await this.#room();
    try {
      await writeAll(file, group.bytes, segment.good);
      await file.datasync();
      if (!isWanted()) throw new Error("it was written too late");
    } catch (error) {
      await this.#giveUp();
      throw error;
    }
    segment.good += group.bytes.length;
    segment.waiting = (segment.waiting ?? 0) + group.records;
    segment.since ??= group.since;
    this.#options.shelf.add(segment);
  }

  /** Ends the file that is being written, so that it can be drained to its end. */
  async seal(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    open.segment.isOpen = false;
    // Whatever is in it was synced: nothing is lost by a close that fails.
    await open.file.close().catch((error: unknown) => this.#options.log.warn("closing a spool file failed", { error }));
  }

  async #room(): Promise<Open> {
    if (this.#open !== null && this.#open.segment.good < this.#options.segmentBytes) return this.#open;
    await this.seal();
    this.#open = await this.#create();
    return this.#open;
  }

  async #create(): Promise<Open> {
    const { files, shelf } = this.#options;
    const folder = await this.#options.folder();
    const number = shelf.nextNumber();
    const name = path.join(folder, segmentName(number));
    const file = await files.open(name, "wx", 0o600);
    try {
      await syncFolder(files, folder);
    } catch (error) {
      await this.#remove(name, file);
      throw error;
    }
    const segment: Segment = { file: name, number, good: 0, drained: 0, waiting: 0, since: null, isOpen: true };
    return { segment, file };
  }

  async #giveUp(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    const { segment, file } = open;
    segment.isOpen = false;
    if (segment.good === 0) return this.#remove(segment.file, file);
    // The next process would take a whole record behind it for an acknowledged one.
    await cutOff(file, segment.good).catch((error: unknown) =>
      this.#options.log.warn("a spool file that failed could not be cut to what was synced", { error, ...segment }),
    );
    await file.close().catch(() => undefined);
  }

  async #remove(name: string, file: FileHandle): Promise<void> {
    await file.close().catch(() => undefined);
    await this.#options.files.unlink(name).catch((error: unknown) => {
      if (!isErrorCode(error, "ENOENT")) this.#options.log.warn("an empty spool file could not be removed", { error });
    });
  }
}

async function cutOff(file: FileHandle, size: number): Promise<void> {
  await file.truncate(size);
  await file.datasync();
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    if (bytesWritten === 0) throw new Error("the disk takes no more");
    done += bytesWritten;
  }
}
