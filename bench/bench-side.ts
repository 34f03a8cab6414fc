import type pg from "pg";
import { insertDestination, TEST_SECRET } from "#lib/testing/delivery-fixtures.ts";
import type { DoorProcess } from "#lib/testing/door-process.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import type { WorkerProcess } from "#lib/testing/worker-process.ts";
import type { BenchDatabase } from "./bench-database.ts";
import { startReceiver, startWorker } from "./deliver-processes.ts";
import { BODY_BYTES, SIGNING_SECRET } from "./deliver-traffic.ts";
import { sendLoad } from "./send-load.ts";
import { aboundRequests } from "./signed-requests.ts";

const SLUG = "abound";
const CONNECTIONS = 32;
const CONCURRENCY = 16;

/** An installation of its own in the benchmark's cluster: a database with a healthy destination, a receiver, a worker. */
export class BenchSide {
  readonly pool: pg.Pool;
  readonly source: { id: string };
  readonly #url: string;
  readonly #healthyId: string;
  #receiver: DoorProcess | null = null;
  #worker: WorkerProcess | null = null;

  constructor({ url, pool, sourceId, healthyId }: { url: string; pool: pg.Pool; sourceId: string; healthyId: string }) {
    this.#url = url;
    this.pool = pool;
    this.source = { id: sourceId };
    this.#healthyId = healthyId;
  }

  /** Its worker does nothing until `goOn`. */
  async start(): Promise<void> {
    this.#receiver = await startReceiver(this.#url);
    this.#worker = await startWorker(this.#url);
    this.hold();
  }

  async stop(): Promise<void> {
    this.goOn();
    await this.#worker?.stop("SIGTERM");
    await this.#receiver?.stop();
  }

  hold(): void {
    if (this.#worker) process.kill(this.#worker.pid, "SIGSTOP");
  }

  goOn(): void {
    if (this.#worker) process.kill(this.#worker.pid, "SIGCONT");
  }

  async send(rate: number, seconds: number): Promise<void> {
    const requests = aboundRequests(SLUG, SIGNING_SECRET, rate * seconds, BODY_BYTES);
    const port = this.#receiver?.port ?? 0;
    await sendLoad({ port, requests, connections: CONNECTIONS, durationMs: seconds * 1000, rate });
  }

  /** Milliseconds from receipt to the recorded attempt at the healthy destination; what is unfinished counts as of now. */
  async readLatencies(since: Date): Promise<number[]> {
    const { rows } = await this.pool.query<{ ms: number }>(
      `SELECT (extract(epoch FROM coalesce(completed_at, now()) - received_at) * 1000)::float8 AS ms
       FROM deliveries WHERE destination_id = $1 AND received_at >= $2`,
      [this.#healthyId, since],
    );
    return rows.map(({ ms }) => ms);
  }

  async countAttempts(destinationId: string, since: Date): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM attempts WHERE destination_id = $1 AND started_at >= $2",
      [destinationId, since],
    );
    return rows[0]?.count ?? 0;
  }
}

export async function openSide(database: BenchDatabase, name: string, healthyUrl: string): Promise<BenchSide> {
  const { url, pool } = await database.openAnother(name);
  const secrets = { secrets: { bench: SIGNING_SECRET }, secret: TEST_SECRET };
  const sourceId = await insertSource(pool, "abound", SLUG, secrets);
  // Only what is sent during the benchmark; the backlog is the other one's.
  const healthy = await insertDestination(pool, {
    url: healthyUrl,
    eventTypes: ["taxPayments.*"],
    concurrency: CONCURRENCY,
  });
  return new BenchSide({ url, pool, sourceId, healthyId: healthy.id });
}
