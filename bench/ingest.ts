import type { Door } from "#lib/pipeline/receive/incoming-request.ts";
import { startDoor } from "#lib/testing/door-process.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { type BenchDatabase, openBenchDatabase } from "./bench-database.ts";
import { cpuSeconds } from "./cpu-time.ts";
import { measureNoop } from "./measure-noop.ts";
import { type LoadResult, sendLoad } from "./send-load.ts";
import { aboundRequests, assetRequests } from "./signed-requests.ts";

export interface IngestRow extends LoadResult {
  name: string;
  /** This row's requests a second over those of the no-op server. */
  ofNoop: number;
  doorCpuMicros: number;
  postgresCpuMicros: number;
}

interface IngestOptions {
  seconds: number;
  connections: number;
}

const SECRET = "a-bench-signing-secret";
const BODY_BYTES = 1024;
/** More than any of the servers can take in the time, so that none runs dry. */
const PER_SECOND = { receiver: 14_000, console: 3_000 };

/** Signing is dear, so this row ends when they are used up. */
const ASSET_REQUESTS = 12_000;

/** Durable verified webhooks a second at both doors, beside a server that only answers, in one run. */
export async function benchIngest({ seconds, connections }: IngestOptions): Promise<IngestRow[]> {
  const database = await openBenchDatabase();
  try {
    const signer = createRsaSigner();
    await insertSource(database.pool, "abound", "abound", { secrets: { bench: SECRET } });
    await insertSource(database.pool, "asset", "asset", { jwks: { keys: [signer.jwk] } });
    await insertDestination(database.pool, "Sink", { url: "https://sink.example.com/" });
    const load = { connections, durationMs: seconds * 1000 };
    const noop = await measureNoop(aboundRequests("abound", SECRET, 1000, BODY_BYTES), load);
    const { cpuMicros: doorCpuMicros, ...answered } = noop;
    const rows: IngestRow[] = [
      { name: "no-op node:http", ...answered, ofNoop: 1, doorCpuMicros, postgresCpuMicros: 0 },
    ];
    const measure = async (name: string, door: Door, requests: Buffer[], rate?: number) => {
      const row = await measureDoor(database, door, requests, { ...load, ...(rate && { rate }) });
      rows.push({ name, ofNoop: row.perSecond / noop.perSecond, ...row });
      return row;
    };
    const aboundAt = (count: number) => aboundRequests("abound", SECRET, count * seconds, BODY_BYTES);
    const abound = await measure("receiver, Abound HMAC", "receiver", aboundAt(PER_SECOND.receiver));
    await measure("receiver, Asset RSA", "receiver", assetRequests("asset", signer, ASSET_REQUESTS, BODY_BYTES));
    const half = Math.floor(abound.perSecond / 2);
    await measure(`receiver, at ${half}/s`, "receiver", aboundAt(half), half);
    await measure("console (Next)", "console", aboundAt(PER_SECOND.console));
    return rows;
  } finally {
    await database.close();
  }
}

async function measureDoor(
  database: BenchDatabase,
  kind: Door,
  requests: Buffer[],
  load: { connections: number; durationMs: number; rate?: number },
) {
  const door = await startDoor(kind, database.url, { SIGNALBOX_LOG_LEVEL: "warn" });
  try {
    const warmUp = requests.splice(0, 500);
    await sendLoad({ ...load, port: door.port, requests: warmUp });
    const before = { door: cpuSeconds(door.pid), postgres: cpuSeconds(database.pid) };
    const result = await sendLoad({ ...load, port: door.port, requests });
    const perEvent = (seconds: number) => (seconds * 1_000_000) / result.sent;
    return {
      ...result,
      doorCpuMicros: perEvent(cpuSeconds(door.pid) - before.door),
      postgresCpuMicros: perEvent(cpuSeconds(database.pid) - before.postgres),
    };
  } finally {
    await door.stop();
  }
}
