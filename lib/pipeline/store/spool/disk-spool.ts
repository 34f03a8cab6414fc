import fs from "node:fs/promises";
import type { StoreRow } from "#lib/db/store-batch.ts";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";
import type { Logger } from "#lib/platform/log.ts";
import { DiskRoom } from "./disk-room.ts";
import { GroupCommit } from "./group-commit.ts";
import { OwnFolder } from "./own-folder.ts";
import { encodeRecord, MAX_RECORD_BYTES } from "./record.ts";
import { SegmentDrainer } from "./segment-drainer.ts";
import { SegmentWriter } from "./segment-writer.ts";
import { Shelf } from "./shelf.ts";
import type { AppendOutcome, DrainEnd, DrainStore, Spool, SpoolOptions } from "./spool.ts";
import { isErrorCode } from "./spool-files.ts";
import { SpoolHealth } from "./spool-health.ts";
import { StatusFile } from "./status-file.ts";

const LOOK_EVERY_MS = 9_000;
const DEFAULT_FREE_SHARE = 0.1;
const MIB = 1024 * 1024;

/** A spool made of its parts: who writes, who drains, and what is known of the disk. */
export class DiskSpool implements Spool {
  readonly #maxBytes: number;
  readonly #log: Logger;
  readonly #shelf = new Shelf();
  readonly #room: DiskRoom;
  readonly #own: OwnFolder;
  readonly #writer: SegmentWriter;
  readonly #groups: GroupCommit;
  readonly #drainer: SegmentDrainer;
  readonly #health: SpoolHealth;
  readonly #statusFile: StatusFile;
  #draining: Promise<DrainEnd> | null = null;
  #closing: Promise<void> | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(options: SpoolOptions) {
    const { root, name, maxBytes, log, files = fs } = options;
    const { minFreeShare = DEFAULT_FREE_SHARE, segmentBytes = 16 * MIB } = options;
    const shelf = this.#shelf;
    this.#maxBytes = maxBytes;
    this.#log = log;
    this.#room = new DiskRoom({ files, minFreeShare });
    this.#own = new OwnFolder({ files, root, name, shelf, log });
    this.#writer = new SegmentWriter({ files, shelf, log, segmentBytes, folder: () => this.#own.take() });
    this.#groups = new GroupCommit({
      refusal: () => this.#refusal(),
      write: (group, isWanted) => this.#writer.write(group, isWanted),
    });
    const onChange = () => this.#statusFile.touch();
    this.#drainer = new SegmentDrainer({
      files,
      shelf,
      log,
      setAside: this.#own.setAside,
      seal: () => this.#groups.between(() => this.#writer.seal()),
      isClosing: () => this.#closing !== null,
      onProgress: onChange,
    });
    this.#health = new SpoolHealth({ log, check: (problem) => this.#check(problem), onChange });
    this.#statusFile = new StatusFile({
      files,
      log,
      name,
      folder: () => this.#own.path,
      status: () => this.status(),
    });
  }

  async open(): Promise<void> {
    await this.#health.check();
    if (this.#health.problem === null) await this.#look();
    this.#health.start();
    this.#statusFile.touch();
  }

  async append(row: StoreRow): Promise<AppendOutcome> {
    const { refusals } = this.#health;
    const outcome = await this.#append(encodeRecord(row), row.receivedAt);
    if (outcome.kind === "refused") this.#health.refused(outcome.reason);
    else if (refusals === this.#health.refusals) this.#health.set(null);
    this.#statusFile.touch();
    return outcome;
  }

  async #append(bytes: Buffer, receivedAt: string): Promise<AppendOutcome> {
    if (this.#closing !== null) return { kind: "refused", reason: "The spool is closed." };
    if (bytes.length > MAX_RECORD_BYTES) return { kind: "refused", reason: "The webhook is too large for the spool." };
    if (this.#isFull(bytes.length)) return { kind: "refused", reason: this.#fullInWords() };
    return this.#groups.add(bytes, receivedAt);
  }

  #isFull(bytes: number): boolean {
    return this.#shelf.bytes + this.#groups.pendingBytes + bytes > this.#maxBytes;
  }

  #fullInWords(): string {
    return `The spool is full: it may hold ${Math.round(this.#maxBytes / MIB)} MiB.`;
  }

  drain(store: DrainStore): Promise<DrainEnd> {
    this.#draining ??= this.#drain(store).finally(() => {
      this.#draining = null;
      this.#statusFile.touch();
    });
    return this.#draining;
  }

  async #drain(store: DrainStore): Promise<DrainEnd> {
    if (performance.now() - this.#lookedAt > LOOK_EVERY_MS) await this.#look();
    await this.#own.surveyed;
    return this.#drainer.run(store);
  }

  async #look(): Promise<void> {
    this.#lookedAt = performance.now();
    try {
      await this.#own.adopt();
    } catch (error) {
      this.#log.error("looking for the spools of processes that ended failed", { error });
    }
    this.#statusFile.touch();
  }

  /** Why nothing may be written now, or null. */
  async #refusal(): Promise<string | null> {
    const folder = await this.#own.take();
    try {
      return await this.#room.refusal(folder);
    } catch (error) {
      if (!isErrorCode(error, "ENOENT")) throw error;
      await this.#writer.seal();
      await this.#own.replaceRemoved();
      return this.#room.refusal(await this.#own.take());
    }
  }

  #check(problem: string | null): Promise<string | null> {
    return this.#groups.between(async () => {
      const refusal = await this.#refusal();
      if (refusal !== null) return refusal;
      if (problem === null) return null;
      if (this.#isFull(Math.min(MIB, this.#maxBytes / 8))) return this.#fullInWords();
      await this.#own.tryToWrite();
      return null;
    });
  }

  status(): SpoolStatus {
    const { waiting, bytes, since } = this.#shelf;
    const { problem } = this.#health;
    const state = waiting === 0 ? "empty" : this.#draining === null ? "keeping" : "draining";
    const { count: setAside } = this.#own.setAside;
    return { state: problem === null ? state : "refusing", waiting, bytes, since, setAside, problem };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#health.stop();
    await this.#groups.idle();
    await this.#draining?.catch(() => undefined);
    await this.#writer.seal();
    await this.#statusFile.write();
    // Everything is safe: a folder that could not be removed is adopted by the next process.
    await this.#own.leave().catch((error: unknown) => this.#log.warn("leaving the spool's folder failed", { error }));
  }
}
