import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import fs, { type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { SpoolFiles } from "#lib/pipeline/store/spool/spool-files.ts";

/** What befalls a call: nothing, an error, or a write that stops half-way. */
export type Fault = Error | "short" | undefined;

/** A change of names that is on the disk only once one of its folders was synced. */
type NameChange = { folders: string[]; apply(names: Map<string, object>): void; isSafe: boolean };

const NEVER = new Promise<never>(() => undefined);

/**
 * The real file system with a power switch: every call can fail, and from a chosen one on none ever ends. It knows what
 * a loss of power would leave: the bytes and the names that were synced, and of the others what chance will have it.
 */
export class TestDisk {
  readonly files: SpoolFiles = new Proxy(fs, {
    get: (_, op) => (typeof op === "string" ? (...args: unknown[]) => this.#call(op, args) : undefined),
  });
  callsLeft = Number.POSITIVE_INFINITY;
  /** Each that was let through. */
  readonly calls: string[] = [];
  onOff: () => void = () => undefined;
  fault: (op: string, file: string) => Fault | Promise<Fault> = () => undefined;
  /** Each file by its name now. */
  readonly #names = new Map<string, object>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #handles = new Set<FileHandle>();
  readonly #folders = new Set<object>();
  readonly #synced = new Map<object, Buffer>();
  readonly #changes: NameChange[] = [];

  get isOff(): boolean {
    return this.callsLeft <= 0;
  }

  async #step(op: string, file: string): Promise<Fault> {
    this.callsLeft -= 1;
    if (this.isOff) {
      this.onOff();
      return NEVER;
    }
    this.calls.push(op);
    const fault = await this.fault(op, file);
    if (fault instanceof Error) throw fault;
    return fault;
  }

  async #call(op: string, args: unknown[]): Promise<unknown> {
    const [file, target] = args.map(String);
    if (file === undefined) throw new Error(`${op} of nothing`);
    await this.#step(op, file);
    const result = await this.#run(Reflect.apply(Reflect.get(fs, op), fs, args));
    if (op === "open") return this.#opened(file, String(args[1]), result as FileHandle);
    if (op === "rename" && target !== undefined) this.#rename(file, target);
    if (op === "unlink" || op === "rmdir") this.#change([file], (names) => names.delete(file));
    if (op === "mkdir" && typeof result === "string") this.#made(result, file);
    return result;
  }

  #opened(file: string, flags: string, handle: FileHandle): FileHandle {
    if (flags.startsWith("w") && !this.#names.has(file)) {
      const identity = {};
      this.#change([file], (names) => names.set(file, identity));
    }
    this.#handles.add(handle);
    return new Proxy(handle, {
      get: (real, op) => {
        const value: unknown = Reflect.get(real, op, real);
        if (typeof value !== "function" || typeof op !== "string") return value;
        return (...args: unknown[]) => this.#onHandle({ real, value, op, args, file });
      },
    });
  }

  async #onHandle({ real, value, op, args, file }: HandleCall): Promise<unknown> {
    if (op === "close") await this.#close(real);
    const fault = await this.#step(op, file);
    if (op === "close") return;
    if (fault === "short" && op === "write") args[2] = Math.ceil(Number(args[2]) / 2);
    const result = await this.#run(Reflect.apply(value, real, args));
    if (op === "datasync") this.#synced.set(this.#names.get(file) ?? {}, readFileSync(file));
    if (op === "sync") for (const change of this.#changes) change.isSafe ||= change.folders.includes(file);
    return result;
  }

  /** Every folder from the first that was missing to the one that was asked for. */
  #made(first: string, last: string): void {
    for (let folder = last; folder.length >= first.length; folder = path.dirname(folder)) {
      const identity = {};
      this.#change([folder], (names) => names.set(folder, identity));
      this.#folders.add(identity);
    }
  }

  async #run(call: Promise<unknown>): Promise<unknown> {
    this.#running.add(call);
    try {
      return await call;
    } finally {
      this.#running.delete(call);
    }
  }

  /** Resolves when the calls that were let through have ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  async #close(real: FileHandle): Promise<void> {
    if (this.#handles.delete(real)) await real.close();
  }

  /** Lets go of what the stopped process had open. */
  async release(): Promise<void> {
    await Promise.all([...this.#handles].map((real) => this.#close(real)));
  }

  #rename(from: string, to: string): void {
    this.#change([from, to], (names) => {
      const identity = names.get(from);
      names.delete(from);
      if (identity !== undefined) names.set(to, identity);
    });
  }

  #change(files: readonly string[], apply: NameChange["apply"]): void {
    apply(this.#names);
    this.#changes.push({ folders: files.map((file) => path.dirname(file)), apply, isSafe: false });
  }

  /** Copies what a kill of the process leaves: everything that was written. */
  copyAfterKill(root: string, to: string): void {
    mkdirSync(root, { recursive: true });
    cpSync(root, to, { recursive: true, filter: (file) => !file.endsWith(".lock") });
  }

  /** Builds what a loss of power leaves. `chance` decides, from 0 to 1, what of the unsynced is there. */
  copyAfterPowerLoss(root: string, to: string, chance: () => number): void {
    const names = new Map<string, object>();
    for (const change of this.#changes) if (change.isSafe || chance() < 0.5) change.apply(names);
    mkdirSync(to);
    for (const [file, identity] of names) {
      if (this.#folders.has(identity) || !isReachable(names, root, file)) continue;
      const target = path.join(to, path.relative(root, file));
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, this.#leftOf(identity, chance));
    }
  }

  #leftOf(identity: object, chance: () => number): Buffer {
    const synced = this.#synced.get(identity) ?? Buffer.alloc(0);
    const now = [...this.#names].find(([, other]) => other === identity)?.[0];
    const written = now !== undefined && existsSync(now) ? readFileSync(now) : synced;
    const unsynced = Buffer.from(written.subarray(synced.length, synced.length + chance() * written.length));
    if (chance() < 0.3) unsynced.fill(0);
    return Buffer.concat([synced, unsynced]);
  }
}

type HandleCall = {
  real: FileHandle;
  value: CallableFunction;
  op: string;
  args: unknown[];
  file: string;
};

function isReachable(names: ReadonlyMap<string, object>, root: string, file: string): boolean {
  const folder = path.dirname(file);
  return names.has(folder) && (folder === root || isReachable(names, root, folder));
}
