import { DatabaseSync } from "node:sqlite";

export interface FolderLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * A lock that dies with its process and not before: SQLite's lock on an empty file beside the folder, which is the
 * kernel's. A socket that answers would seem free while its owner is stopped, and to take a folder from an owner that
 * goes on later is to lose what it acknowledges. Null while somebody holds it.
 */
export function lockFolder(folder: string): FolderLock | null {
  const database = new DatabaseSync(lockFile(folder), { timeout: 0 });
  try {
    // Without a journal on the disk: nothing is written, and a full disk can be locked as well.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return { release: () => (database.isOpen ? database.close() : undefined) };
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
}

/** Beside the folder, not in it: so it is held before the folder can be seen, and while the folder is removed. */
export function lockFile(folder: string): string {
  return `${folder}.lock`;
}
