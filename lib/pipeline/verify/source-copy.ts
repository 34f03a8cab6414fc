import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { SourceRow } from "#lib/db/read-source-registry.ts";
import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import type { Logger } from "#lib/platform/log.ts";

const sourceRow: z.ZodType<SourceRow> = z.object({
  id: z.uuid(),
  slug: z.string(),
  provider: z.enum(PROVIDER_NAMES),
  environment: z.enum(["production", "sandbox"]),
  status: z.enum(["enabled", "paused", "disabled"]),
  simulated: z.boolean(),
  jwksUrl: z.string().nullable(),
  pastedJwks: z.unknown(),
  secrets: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(["signing", "shared_header"]),
      label: z.string(),
      headerName: z.string().nullable(),
      ciphertext: z.string(),
    }),
  ),
  keySet: z
    .object({
      document: z.unknown(),
      fetchedAt: z.string().nullable(),
      leaving: z.array(z.unknown()),
      distrusted: z.array(z.string()),
    })
    .nullable(),
});

const sourceCopy = z.object({
  version: z.literal(1),
  sources: z.array(sourceRow),
  /** The database's clock less ours. */
  clockOffsetMs: z.number(),
  /** The database's, sealed: opened by the right SIGNALBOX_SECRET alone. */
  canary: z.string().nullable(),
});

export type SourceCopy = Omit<z.output<typeof sourceCopy>, "version">;

/** Writing takes milliseconds. */
const LEFTOVER_MS = 60_000;

/**
 * What a door knows of sources, on its own disk, so that it verifies also when it starts without the database. Secrets
 * lie in it as sealed as in the database.
 */
export class SourceCopyFile {
  readonly #file: string;
  readonly #log: Logger;
  #written: string | null = null;
  #isFailing = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string, log: Logger) {
    this.#file = file;
    this.#log = log;
  }

  /** What was last written, by whichever door; null when there is nothing of use. */
  async read(): Promise<SourceCopy | null> {
    await removeLeftovers(this.#file).catch((error: unknown) => {
      this.#log.warn("half-written copies of the sources were not removed", { file: this.#file, error });
    });
    const text = await readFile(this.#file, "utf8").catch(() => null);
    if (text === null) return null;
    try {
      return sourceCopy.parse(JSON.parse(text));
    } catch (error) {
      this.#log.error("the copy of the sources cannot be read; it is written anew", { file: this.#file, error });
      return null;
    }
  }

  /** Resolves when the copy is on disk, or when it is said that it is not. */
  write(copy: SourceCopy): Promise<void> {
    const text = JSON.stringify({ version: 1, ...copy });
    if (text === this.#written) return this.#writing;
    this.#written = text;
    this.#writing = this.#writing
      .then(() => replaceFile(this.#file, text))
      .then(() => {
        this.#isFailing = false;
      })
      .catch((error: unknown) => {
        this.#written = null;
        if (!this.#isFailing) this.#log.error("the copy of the sources is not written", { file: this.#file, error });
        this.#isFailing = true;
      });
    return this.#writing;
  }
}

/** What a process that was killed left half-written. */
async function removeLeftovers(file: string): Promise<void> {
  const { dir, base } = path.parse(file);
  const names = await readdir(dir).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(`${base}.`))) {
    const leftover = path.join(dir, name);
    const { mtimeMs } = await stat(leftover).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > LEFTOVER_MS) await rm(leftover, { force: true });
  }
}

/** The doors of a machine share the file, so each writes beside it and renames. */
async function replaceFile(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const partial = `${file}.${process.pid}`;
  const handle = await open(partial, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
}
