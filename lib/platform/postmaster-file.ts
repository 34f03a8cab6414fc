import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

/** What a running server wrote into its lock file: line 1 its process, line 4 its port. */
export type Postmaster = { pid: number; port: number | null };

export function readPostmaster(directory: string): Postmaster | null {
  const lines = readIfThere(path.join(directory, "postmaster.pid")).split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3] ?? "");
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number.isInteger(port) && port > 0 ? port : null };
}

/** Whether any live process works in this directory, as a postmaster and its children do; unknown counts as yes. */
export function hasProcessIn(directory: string): boolean {
  if (!existsSync("/proc/self/cwd")) return true;
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.some((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === directory;
    } catch {
      // Gone meanwhile, a zombie, or another user's, who cannot be running our cluster.
      return false;
    }
  });
}

/** The server deletes its file at any moment of its own choosing. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
