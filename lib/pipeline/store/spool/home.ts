import type { Dirent } from "node:fs";
import path from "node:path";
import { newId } from "#lib/platform/ids.ts";
import { type FolderLock, lockFile, lockFolder } from "./folder-lock.ts";
import { SET_ASIDE } from "./set-aside.ts";
import { isErrorCode, type SpoolFiles, syncFolder } from "./spool-files.ts";
import { STATUS_FILE } from "./status-file.ts";

/** Written and removed again to see whether the disk takes anything. */
export const PROBE_FILE = "probe";

/** A folder of the spool that this process holds. */
export interface Home {
  folder: string;
  lock: FolderLock;
}

/** What may be left in a folder without being anybody's. */
const LITTER = [STATUS_FILE, `${STATUS_FILE}.partial`, PROBE_FILE];
const FOLDER = /^(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The folder that this process writes into: one that an earlier process of this name left, which needs no room on a full
 * disk, or else a new one. Throws when there can be none.
 */
export async function takeHome(files: SpoolFiles, root: string, name: string): Promise<Home> {
  await makeRoot(files, root);
  for (const folder of await listFolders(files, root, name)) {
    const lock = await claimFolder(files, folder);
    if (lock !== null) return settle(files, root, { folder, lock });
  }
  const folder = path.join(root, `${name}-${newId()}`);
  const lock = lockFolder(folder);
  if (lock === null) throw new Error(`The lock of the new folder ${folder} is held by another process.`);
  return settle(files, root, { folder, lock });
}

async function settle(files: SpoolFiles, root: string, home: Home): Promise<Home> {
  try {
    await files.mkdir(home.folder, { recursive: true, mode: 0o700 });
    // Also for a folder that was found: who made it may have ended before this.
    await syncFolder(files, root);
    return home;
  } catch (error) {
    home.lock.release();
    throw error;
  }
}

async function makeRoot(files: SpoolFiles, root: string): Promise<void> {
  const first = await files.mkdir(root, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = root; made.length >= first.length; made = path.dirname(made)) {
    await syncFolder(files, path.dirname(made));
  }
}

/** Every folder of a process under `root`, or those of one name; oldest first. */
export async function listFolders(files: SpoolFiles, root: string, name?: string): Promise<string[]> {
  const entries = await files.readdir(root, { withFileTypes: true });
  const isFolder = (entry: Dirent) => {
    const match = FOLDER.exec(entry.name);
    return match !== null && entry.isDirectory() && (name === undefined || match[1] === name);
  };
  return entries
    .filter(isFolder)
    .map((entry) => path.join(root, entry.name))
    .sort();
}

/** The lock of a folder whose owner ended, or null: it is held, or was removed meanwhile. */
export async function claimFolder(files: SpoolFiles, folder: string): Promise<FolderLock | null> {
  const lock = lockFolder(folder);
  if (lock === null) return null;
  try {
    await files.stat(folder);
    return lock;
  } catch (error) {
    lock.release();
    if (!isErrorCode(error, "ENOENT")) throw error;
    await removeFile(files, lockFile(folder));
    return null;
  }
}

/** Removes a folder that holds nothing more, and gives it up either way. */
export async function leaveFolder(files: SpoolFiles, { folder, lock }: Home): Promise<void> {
  try {
    for (const name of LITTER) await removeFile(files, path.join(folder, name));
    await removeFolder(files, path.join(folder, SET_ASIDE));
    if (await removeFolder(files, folder)) await removeFile(files, lockFile(folder));
  } finally {
    lock.release();
  }
}

async function removeFile(files: SpoolFiles, file: string): Promise<void> {
  await files.unlink(file).catch((error: unknown) => {
    if (!isErrorCode(error, "ENOENT")) throw error;
  });
}

/** False when there is something in it. */
async function removeFolder(files: SpoolFiles, folder: string): Promise<boolean> {
  try {
    await files.rmdir(folder);
    return true;
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return true;
    if (isErrorCode(error, "ENOTEMPTY", "EEXIST")) return false;
    throw error;
  }
}
