import type { Turn } from "./ingest-turn.ts";
import type { LoadResult } from "./send-load.ts";

/** The p50 is that of the turn in the middle, the p99 that of the worst one. */
export interface IngestRow extends LoadResult {
  name: string;
  doorCpuMicros: number;
  postgresCpuMicros: number;
}

/** The turns of one server as one row; latencies of turns cannot be added up, so those are of one of them. */
export function joinTurns(name: string, all: readonly Turn[]): IngestRow {
  // One that came when the requests were used up says nothing.
  const turns = all.filter((turn) => turn.sent > 0);
  const sum = (read: (turn: Turn) => number) => turns.reduce((total, turn) => total + read(turn), 0);
  const sent = sum((turn) => turn.sent);
  const seconds = sum((turn) => turn.sent / turn.perSecond);
  const statuses: Record<string, number> = {};
  for (const [status, count] of turns.flatMap((turn) => Object.entries(turn.statuses))) {
    statuses[status] = (statuses[status] ?? 0) + count;
  }
  const medians = turns.map((turn) => turn.p50Ms).toSorted((a, b) => a - b);
  return {
    name,
    sent,
    statuses,
    perSecond: sent / seconds,
    p50Ms: medians[Math.floor(medians.length / 2)] ?? 0,
    p99Ms: Math.max(...turns.map((turn) => turn.p99Ms)),
    stolen: sum((turn) => turn.stolen) / turns.length,
    doorCpuMicros: (sum((turn) => turn.doorCpuSeconds) * 1_000_000) / sent,
    postgresCpuMicros: (sum((turn) => turn.postgresCpuSeconds) * 1_000_000) / sent,
  };
}
