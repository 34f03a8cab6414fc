import { readFileSync } from "node:fs";

const EVERY_MS = 100;
const KIB_PER_MIB = 1024;

/** The resident memory of a process in MiB, sampled from /proc until `stop`. */
export function sampleMemory(pid: number): { stop(): number[] } {
  const samples: number[] = [];
  const timer = setInterval(() => {
    const mib = residentMib(pid);
    if (mib !== null) samples.push(mib);
  }, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return samples;
    },
  };
}

function residentMib(pid: number): number | null {
  try {
    const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return match === null ? null : Number(match[1]) / KIB_PER_MIB;
  } catch {
    // It ended between two samples.
    return null;
  }
}
