import { globSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

/** CPU seconds a process and its children used so far, from /proc. */
export function cpuSeconds(pid: number): number {
  const pids = [pid, ...childrenOf(pid)];
  return pids.reduce((sum, each) => sum + ownSeconds(each), 0);
}

function ownSeconds(pid: number): number {
  const fields = statOf(pid);
  if (fields === null) return 0;
  const [user = 0, system = 0, waitedUser = 0, waitedSystem = 0] = fields.slice(11, 15).map(Number);
  return (user + system + waitedUser + waitedSystem) / TICKS_PER_SECOND;
}

function childrenOf(pid: number): number[] {
  return globSync("/proc/[0-9]*/stat")
    .map((file) => Number(file.split("/")[2]))
    .filter((each) => Number(statOf(each)?.[1]) === pid);
}

/** The fields of /proc/<pid>/stat after the command's name, which may hold blanks. */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
