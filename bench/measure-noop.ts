import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { findFreePort } from "#lib/platform/free-port.ts";
import { cpuSeconds } from "./cpu-time.ts";
import { type LoadResult, sendLoad } from "./send-load.ts";

export type NoopRow = LoadResult & { cpuMicros: number };

type NoopLoad = { connections: number; durationMs: number; rate?: number };

/** More than a server can answer in the time, so that it does not run dry. */
const PER_SECOND = 40_000;

/** What a server that does nothing reaches with these requests; they are sent again and again. */
export async function measureNoop(requests: readonly Buffer[], load: NoopLoad): Promise<NoopRow> {
  const port = await findFreePort();
  const file = fileURLToPath(new URL("./noop-server.ts", import.meta.url));
  const server = fork(file, { env: { ...process.env, PORT: String(port) } });
  await once(server, "message");
  const count = ((load.rate ?? PER_SECOND) * load.durationMs) / 1000;
  const repeated = Array.from({ length: count }, (_, index) => requests[index % requests.length] ?? Buffer.alloc(0));
  const before = cpuSeconds(server.pid ?? 0);
  const result = await sendLoad({ ...load, port, requests: repeated });
  const cpuMicros = ((cpuSeconds(server.pid ?? 0) - before) * 1_000_000) / result.sent;
  server.kill();
  return { ...result, cpuMicros };
}
