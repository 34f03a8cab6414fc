import { type BenchOptions, type BenchOutcome, say, sayTable } from "./bench.ts";
import { benchIngest } from "./ingest.ts";
import { judgeIngest } from "./ingest-targets.ts";

const HEADER = ["", "requests/s", "of no-op", "p50 ms", "p99 ms", "door µs", "postgres µs", "stolen", "answers"];

export async function reportIngest({ seconds, connections }: BenchOptions): Promise<BenchOutcome> {
  const rows = await benchIngest({ seconds, connections });
  const noop = rows[0]?.perSecond ?? 0;
  sayTable(
    HEADER,
    rows.map((row) => [
      row.name,
      row.perSecond.toFixed(0),
      (row.perSecond / noop).toFixed(3),
      row.p50Ms.toFixed(1),
      row.p99Ms.toFixed(1),
      row.doorCpuMicros.toFixed(0),
      row.postgresCpuMicros.toFixed(0),
      `${(row.stolen * 100).toFixed(0)} %`,
      Object.entries(row.statuses)
        .map(([status, count]) => `${count} × ${status}`)
        .join(", "),
    ]),
  );
  const targets = judgeIngest(rows);
  say("");
  sayTable(
    ["target", "", "measured"],
    targets.map(({ name, isMet, measured }) => [name, isMet ? "yes" : "NO", measured]),
  );
  return { isOk: true, result: { seconds, connections, rows, targets } };
}
