import { readFileSync } from "node:fs";

const KIB_PER_MIB = 1024;

/** The resident memory of a process in MiB: now, or at its highest since it began. */
export function residentMib(pid: number, moment: "now" | "peak" = "now"): number {
  const line = moment === "now" ? /^VmRSS:\s+(\d+) kB$/m : /^VmHWM:\s+(\d+) kB$/m;
  const kib = line.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  if (kib === undefined) throw new Error(`process ${pid} shows no resident memory`);
  return Number(kib) / KIB_PER_MIB;
}
