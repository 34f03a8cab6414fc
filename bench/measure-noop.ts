import { cpuSeconds } from "./cpu-time.ts";
import { repeatRequests } from "./repeat-requests.ts";
import { type LoadResult, sendLoad } from "./send-load.ts";
import { startNoop } from "./start-noop.ts";

export type NoopRow = LoadResult & { cpuMicros: number };

type NoopLoad = { connections: number; durationMs: number; rate?: number };

/** More than a server can answer in the time, so that it does not run dry. */
const PER_SECOND = 60_000;

/** What a server that does nothing reaches with these requests; they are sent again and again. */
export async function measureNoop(requests: readonly Buffer[], load: NoopLoad): Promise<NoopRow> {
  const { port, pid, stop } = await startNoop();
  const count = ((load.rate ?? PER_SECOND) * load.durationMs) / 1000;
  const before = cpuSeconds(pid);
  const result = await sendLoad({ ...load, port, requests: repeatRequests(requests, count) });
  const cpuMicros = ((cpuSeconds(pid) - before) * 1_000_000) / result.sent;
  stop();
  return { ...result, cpuMicros };
}
