import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Where the receivers spool: a volume that can be filled up. */
export interface SpoolVolume {
  directory: string;
  /** Null where mounting is not allowed: then a small quota stands in for a full volume. */
  quotaMib: number | null;
  /** Leaves no room at all, until the returned function is called; null where that cannot be done. */
  fill: (() => () => void) | null;
  close(): void;
}

const SIZE_MIB = 24;
const SMALL_QUOTA_MIB = 1;

export function openSpoolVolume(folder: string): SpoolVolume {
  const directory = path.join(folder, "spool-volume");
  mkdirSync(directory);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE_MIB}m`, "signalbox-bench", directory]);
  const isMounted = mounted.status === 0;
  const close = () => void (isMounted && spawnSync("umount", ["-l", directory]));
  process.once("exit", close);
  return {
    directory,
    quotaMib: isMounted ? null : SMALL_QUOTA_MIB,
    fill: isMounted ? () => fillUp(path.join(directory, "ballast")) : null,
    close: () => {
      process.off("exit", close);
      close();
    },
  };
}

function fillUp(file: string): () => void {
  const { bavail, bsize } = statfsSync(path.dirname(file));
  try {
    writeFileSync(file, Buffer.alloc(bavail * bsize));
  } catch (error) {
    // Another writer was there before: the volume is full all the same.
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  }
  return () => rmSync(file, { force: true });
}
