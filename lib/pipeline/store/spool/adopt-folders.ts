import path from "node:path";
import type { Logger } from "#lib/platform/log.ts";
import { findSegments } from "./find-segments.ts";
import { claimFolder, leaveFolder, listFolders } from "./home.ts";
import { type Segment, segmentName } from "./segment.ts";
import type { SetAside } from "./set-aside.ts";
import type { Shelf } from "./shelf.ts";
import { type SpoolFiles, syncFolder } from "./spool-files.ts";

interface AdoptOptions {
  files: SpoolFiles;
  root: string;
  /** The folder that takes over. */
  home: string;
  shelf: Shelf;
  setAside: SetAside;
  log: Logger;
}

/**
 * Takes over what processes that ended left in folders of their own: each file is moved, under the folder's lock, into
 * the folder of this process, so that it is in one of the two at any time. Returns the segments, on the shelf already.
 */
export async function adoptFolders(options: AdoptOptions): Promise<Segment[]> {
  const { files, root, home, log } = options;
  const adopted: Segment[] = [];
  for (const folder of await listFolders(files, root)) {
    if (folder === home) continue;
    try {
      const found = await adoptFolder(options, folder);
      adopted.push(...found);
      if (found.length > 0) log.info("adopted the spool of a process that ended", { folder, segments: found.length });
    } catch (error) {
      log.error("the spool of a process that ended could not be adopted", { folder, error });
    }
  }
  return adopted;
}

async function adoptFolder(options: AdoptOptions, folder: string): Promise<Segment[]> {
  const { files, setAside } = options;
  const lock = await claimFolder(files, folder);
  if (lock === null) return [];
  try {
    await setAside.adopt(folder);
    const segments = await moveSegments(options, folder);
    await leaveFolder(files, { folder, lock });
    return segments;
  } finally {
    lock.release();
  }
}

async function moveSegments({ files, home, shelf }: AdoptOptions, folder: string): Promise<Segment[]> {
  const segments = await findSegments(files, folder);
  for (const segment of segments) {
    const number = shelf.nextNumber();
    const file = path.join(home, segmentName(number));
    await files.rename(segment.file, file);
    Object.assign(segment, { file, number });
    shelf.add(segment);
  }
  // The folder is removed only after its files are safe in the other one.
  if (segments.length > 0) await syncFolder(files, home);
  return segments;
}
