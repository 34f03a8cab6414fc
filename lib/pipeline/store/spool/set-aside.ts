import path from "node:path";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { newId } from "#lib/platform/ids.ts";
import { encodeRecord } from "./record.ts";
import { isErrorCode, type SpoolFiles, syncFolder } from "./spool-files.ts";

export const SET_ASIDE = "set-aside";
const PARTIAL = ".partial";

/** What no drain can store, kept for a person: files that cannot be read, and records that the database refuses. */
export class SetAside {
  readonly #files: SpoolFiles;
  readonly #home: () => Promise<string>;
  count = 0;

  constructor(files: SpoolFiles, home: () => Promise<string>) {
    this.#files = files;
    this.#home = home;
  }

  /** Resolves once the record is safe here and may go from where it was. */
  async keepRecord(row: StoreRow): Promise<void> {
    const folder = await this.#folder();
    const file = path.join(folder, `${row.eventId}.record`);
    const handle = await this.#files.open(file + PARTIAL, "w", 0o600);
    try {
      await handle.writeFile(encodeRecord(row));
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await this.#files.rename(file + PARTIAL, file);
    await syncFolder(this.#files, folder);
    await this.recount();
  }

  /** Moves a whole file here and returns where it is. The name says from where on it cannot be read. */
  async keepFile(file: string, goodBytes: number): Promise<string> {
    const name = `${path.basename(file, ".log")}-from-${goodBytes}-${newId()}.corrupt`;
    const kept = path.join(await this.#folder(), name);
    await this.#files.rename(file, kept);
    await this.recount();
    return kept;
  }

  /** Takes over what another folder set aside. */
  async adopt(folder: string): Promise<void> {
    const names = await list(this.#files, path.join(folder, SET_ASIDE));
    if (names.length === 0) return;
    const own = await this.#folder();
    for (const name of names) {
      const file = path.join(folder, SET_ASIDE, name);
      // A partial one is a record that is whole in its segment still.
      if (name.endsWith(PARTIAL)) await this.#files.unlink(file);
      else await this.#files.rename(file, path.join(own, name));
    }
    await syncFolder(this.#files, own);
    await this.recount();
  }

  /** Counts anew: a person may have taken something away. */
  async recount(): Promise<void> {
    const names = await list(this.#files, path.join(await this.#home(), SET_ASIDE));
    this.count = names.filter((name) => !name.endsWith(PARTIAL)).length;
  }

  async #folder(): Promise<string> {
    const home = await this.#home();
    const folder = path.join(home, SET_ASIDE);
    if ((await this.#files.mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) {
      await syncFolder(this.#files, home);
    }
    return folder;
  }
}

async function list(files: SpoolFiles, folder: string): Promise<string[]> {
  try {
    return await files.readdir(folder);
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return [];
    throw error;
  }
}
