import { type BenchOptions, type BenchOutcome, sayTable } from "./bench.ts";
import { benchIngest } from "./ingest.ts";

const HEADER = ["", "requests/s", "of no-op", "p50 ms", "p99 ms", "door µs", "postgres µs", "answers"];

export async function reportIngest({ seconds, connections }: BenchOptions): Promise<BenchOutcome> {
  const rows = await benchIngest({ seconds, connections });
  sayTable(
    HEADER,
    rows.map((row) => [
      row.name,
      row.perSecond.toFixed(0),
      row.ofNoop.toFixed(3),
      row.p50Ms.toFixed(1),
      row.p99Ms.toFixed(1),
      row.doorCpuMicros.toFixed(0),
      row.postgresCpuMicros.toFixed(0),
      Object.entries(row.statuses)
        .map(([status, count]) => `${count} × ${status}`)
        .join(", "),
    ]),
  );
  return { isOk: true, result: { seconds, connections, rows } };
}
