import { TEST_SECRET } from "./delivery-fixtures.ts";
import { type DoorProcess, startDoor } from "./door-process.ts";
import { createRsaSigner } from "./rsa-signer.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";
import { insertSource } from "./test-sources.ts";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.ts";

/** What providers sign with for every gateway. */
export const ABOUND_SECRET = "a signing secret that all gateways know";
export const ASSET_SIGNER = createRsaSigner();

/** One installation: a database, a door and a worker, each process as it runs in production. */
export class Gateway {
  readonly database: TestDatabase;
  readonly door: DoorProcess;
  readonly worker: WorkerProcess;

  constructor(database: TestDatabase, door: DoorProcess, worker: WorkerProcess) {
    this.database = database;
    this.door = door;
    this.worker = worker;
  }

  static async start(): Promise<Gateway> {
    const database = await openTestDatabase();
    await insertSource(database.pool, "abound", "abound", { secrets: { a: ABOUND_SECRET }, secret: TEST_SECRET });
    await insertSource(database.pool, "asset", "asset", { jwks: { keys: [{ ...ASSET_SIGNER.jwk, kid: "a" }] } });
    const door = await startDoor("receiver", database.url, { SIGNALBOX_SECRET: TEST_SECRET });
    const worker = await startWorkerProcess(database.url, { RECEIVER_PORT: String(door.port) });
    return new Gateway(database, door, worker);
  }

  get hook(): string {
    return `${this.door.url}/api/webhooks/abound`;
  }

  async post(slug: string, body: string | Buffer, headers: Record<string, string>): Promise<number> {
    const url = `${this.door.url}/api/webhooks/${slug}`;
    return (await fetch(url, { method: "POST", headers, body: new Uint8Array(Buffer.from(body)) })).status;
  }

  /** How many events there are, and how many deliveries by status. */
  async counts() {
    const events = await this.database.pool.query("SELECT count(*)::int AS count FROM events");
    const { rows } = await this.database.pool.query("SELECT status, count(*)::int FROM deliveries GROUP BY 1");
    return { events: events.rows[0].count, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
  }

  async stop(): Promise<void> {
    await this.worker.stop("SIGTERM");
    await this.door.stop();
    await this.database.close();
  }
}
