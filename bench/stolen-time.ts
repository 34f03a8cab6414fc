import { readFileSync } from "node:fs";

/** Jiffies since the machine began: those its host gave to others, and all of them. Of /proc/stat, see proc_stat(5). */
interface Jiffies {
  stolen: number;
  all: number;
}

/** Call it to learn which share of the processors' time was taken away since, 0 to 1. Only a virtual machine can tell. */
export function watchStolenTime(): () => number {
  const before = readJiffies();
  return () => {
    const { stolen, all } = readJiffies();
    return all > before.all ? (stolen - before.stolen) / (all - before.all) : 0;
  };
}

function readJiffies(): Jiffies {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  // user, nice, system, idle, iowait, irq, softirq, steal; what guests used is part of the first.
  const fields = line.split(/\s+/).slice(1, 9).map(Number);
  return { stolen: fields[7] ?? 0, all: fields.reduce((sum, each) => sum + each, 0) };
}
