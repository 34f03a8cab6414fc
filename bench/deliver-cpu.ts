import { cpuSeconds } from "./cpu-time.ts";

/** CPU seconds by process so far; `generator` is the benchmark itself. */
export type CpuReading = Readonly<Record<string, number>>;

export function readCpu(pids: Readonly<Record<string, number>>): CpuReading {
  const { user, system } = process.cpuUsage();
  const others = Object.entries(pids).map(([name, pid]) => [name, cpuSeconds(pid)] as const);
  return { ...Object.fromEntries(others), generator: (user + system) / 1_000_000 };
}

/** Microseconds of CPU that each process spent per operation between two readings. */
export function cpuPer(count: number, before: CpuReading, after: CpuReading): Record<string, number> {
  const spent = Object.entries(after).map(([name, seconds]) => {
    return [name, ((seconds - (before[name] ?? 0)) * 1_000_000) / Math.max(1, count)] as const;
  });
  return Object.fromEntries(spent);
}
