import type { FileHandle } from "node:fs/promises";
import type { Logger } from "#lib/platform/log.ts";
import { type RowsReading, readRows } from "./read-rows.ts";
import type { Segment } from "./segment.ts";
import type { SetAside } from "./set-aside.ts";
import type { Shelf } from "./shelf.ts";
import type { DrainEnd, DrainStore } from "./spool.ts";
import { isErrorCode, type SpoolFiles } from "./spool-files.ts";

interface SegmentDrainerOptions {
  files: SpoolFiles;
  shelf: Shelf;
  setAside: SetAside;
  log: Logger;
  /** Ends the file that is being written. */
  seal: () => Promise<void>;
  isClosing: () => boolean;
  onProgress: () => void;
}

/** `stuck`: something on this disk is in the way, which the next segments need not wait for. */
type SegmentEnd = "done" | "interrupted" | "stuck";

/** Hands what waits to the database, oldest first. A file is removed only when every record in it is stored. */
export class SegmentDrainer {
  readonly #options: SegmentDrainerOptions;

  constructor(options: SegmentDrainerOptions) {
    this.#options = options;
  }

  async run(store: DrainStore): Promise<DrainEnd> {
    const stuck = new Set<Segment>();
    for (;;) {
      const segment = this.#options.shelf.inOrder().find((each) => !stuck.has(each));
      if (segment === undefined) return { kind: "empty" };
      const end = await this.#drain(segment, store);
      this.#options.onProgress();
      if (end === "interrupted") return { kind: "interrupted" };
      if (end === "stuck") stuck.add(segment);
    }
  }

  async #drain(segment: Segment, store: DrainStore): Promise<SegmentEnd> {
    const { files, shelf, log } = this.#options;
    let file: FileHandle;
    try {
      file = await files.open(segment.file, "r");
    } catch (error) {
      log.error("a spool file could not be opened", { file: segment.file, waiting: segment.waiting, error });
      if (!isErrorCode(error, "ENOENT")) return "stuck";
      shelf.remove(segment);
      return "done";
    }
    try {
      return await this.#drainFile(segment, file, store);
    } finally {
      await file.close().catch((error: unknown) => log.warn("closing a spool file failed", { error }));
    }
  }

  async #drainFile(segment: Segment, file: FileHandle, store: DrainStore): Promise<SegmentEnd> {
    for (;;) {
      if (this.#options.isClosing()) return "interrupted";
      const reading = await this.#read(segment, file);
      if (reading === null) return "stuck";
      if (reading.kind === "rows") {
        const end = await this.#store(segment, reading, store);
        if (end !== "done") return end;
      } else if (segment.isOpen) await this.#options.seal();
      else return reading.kind === "end" ? this.#remove(segment) : this.#setAsideFile(segment, reading.why);
    }
  }

  async #read(segment: Segment, file: FileHandle): Promise<RowsReading | null> {
    try {
      return await readRows(file, segment.drained, segment.good);
    } catch (error) {
      this.#options.log.error("a spool file could not be read", { file: segment.file, at: segment.drained, error });
      return null;
    }
  }

  async #store(
    segment: Segment,
    { rows, ends }: Extract<RowsReading, { kind: "rows" }>,
    store: DrainStore,
  ): Promise<SegmentEnd> {
    segment.since = rows[0]?.receivedAt ?? segment.since;
    const results = await store(rows);
    for (const [index, row] of rows.entries()) {
      const result = results[index] ?? "unavailable";
      if (result === "unavailable") return "interrupted";
      if (result === "impossible" && !(await this.#setAsideRow(row))) return "stuck";
      segment.drained = ends[index] ?? segment.drained;
      segment.waiting = Math.max(0, (segment.waiting ?? 1) - 1);
      segment.since = rows[index + 1]?.receivedAt ?? segment.since;
    }
    this.#options.onProgress();
    return "done";
  }

  async #setAsideRow(row: Parameters<SetAside["keepRecord"]>[0]): Promise<boolean> {
    const { setAside, log } = this.#options;
    const facts = { eventId: row.eventId, source: row.slug, providerKey: row.providerKey };
    try {
      await setAside.keepRecord(row);
      log.error("a spooled webhook is refused by the database and was set aside", facts);
      return true;
    } catch (error) {
      log.error("a spooled webhook that the database refuses could not be set aside", { ...facts, error });
      return false;
    }
  }

  async #setAsideFile(segment: Segment, why: string): Promise<SegmentEnd> {
    const { setAside, shelf, log } = this.#options;
    const facts = { why, from: segment.drained, bytes: segment.good - segment.drained };
    try {
      const file = await setAside.keepFile(segment.file, segment.drained);
      shelf.remove(segment);
      log.error("part of a spool file cannot be read and was set aside", { file, ...facts });
      return "done";
    } catch (error) {
      log.error("a spool file that cannot be read could not be set aside", { file: segment.file, ...facts, error });
      return "stuck";
    }
  }

  async #remove(segment: Segment): Promise<SegmentEnd> {
    const { files, shelf, log } = this.#options;
    try {
      await files.unlink(segment.file);
    } catch (error) {
      if (!isErrorCode(error, "ENOENT")) {
        log.error("a drained spool file could not be removed", { file: segment.file, error });
        return "stuck";
      }
    }
    shelf.remove(segment);
    return "done";
  }
}
