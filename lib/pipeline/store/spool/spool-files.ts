import type fs from "node:fs/promises";

/** The calls that change the disk, so that a test can let any of them fail. */
export type SpoolFiles = Pick<
  typeof fs,
  "mkdir" | "open" | "readdir" | "rename" | "rmdir" | "stat" | "statfs" | "unlink"
>;

/** A name is only safe from a loss of power once its folder was synced. */
export async function syncFolder(files: SpoolFiles, folder: string): Promise<void> {
  const handle = await files.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function isErrorCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
