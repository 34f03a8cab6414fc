import pg from "pg";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createDestination } from "#lib/commands/create-destination.ts";
import type { DestinationInput } from "#lib/domain/api/destination-input.ts";
import { type Answer, type CountingServer, startHttpServer } from "./counting-server.ts";
import { type DoorProcess, startDoor, TEST_SECRET } from "./door-process.ts";
import { testActor } from "./test-actor.ts";
import { openTestConsole, type TestConsole } from "./test-console.ts";
import { insertSource, signAbound } from "./test-sources.ts";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.ts";

/** A delivery that is deleted fails whoever did it; emptying the table between tests does not count. */
const NOTHING_VANISHES = `
CREATE FUNCTION keep_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a delivery vanished'; END $$;
CREATE TRIGGER keep_deliveries BEFORE DELETE ON deliveries FOR EACH ROW EXECUTE FUNCTION keep_deliveries()`;

const SIGNING_SECRET = "a signing secret of the provider";
const SENDERS = 16;

const DEADLOCK = "40P01";

/** A worker or a door may be about to want the tables in another order; then either is the one that has to try again. */
async function emptyTables(pool: pg.Pool): Promise<void> {
  const statement = `
TRUNCATE deliveries, attempts, events, bodies, requests, destinations, replays, delivery_releases CASCADE;
UPDATE sources SET status = 'enabled', version = version + 1; NOTIFY signalbox_config`;
  await pool.query(statement).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError) || error.code !== DEADLOCK) throw error;
    return emptyTables(pool);
  });
}

/** A receiver and a worker as processes, and a sink they deliver to: for what must hold from door to destination. */
export function plant() {
  let console: TestConsole;
  let door: DoorProcess;
  let worker: WorkerProcess;
  let sink: CountingServer;
  let sent = 0;
  let answer: Answer = (_request, response) => response.end();

  beforeAll(async () => {
    console = await openTestConsole({ SIGNALBOX_ALLOW_PRIVATE: "127.0.0.0/8" });
    sink = await startHttpServer((request, response) => answer(request, response));
    await console.database.pool.query(NOTHING_VANISHES);
    await insertSource(console.database.pool, "abound", "abound", { secrets: { main: SIGNING_SECRET } });
    door = await startDoor("receiver", console.database.url);
    worker = await startWorkerProcess(console.database.url, { SIGNALBOX_SECRET: TEST_SECRET });
  }, 60_000);
  afterAll(async () => {
    await worker?.stop("SIGTERM");
    await door?.stop();
    await sink?.close();
    await console?.close();
  });
  beforeEach(async () => {
    await emptyTables(console.database.pool);
    sink.requests.length = 0;
    answer = (_request, response) => response.end();
  });

  const query = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await console.database.pool.query<Row>(sql, values)).rows;

  return {
    query,
    get sink() {
      return sink;
    },
    get pool() {
      return console.database.pool;
    },
    answerWith(next: Answer) {
      answer = next;
    },
    async createDestination(settings: Partial<DestinationInput> = {}): Promise<string> {
      const given = { name: "Ledger", url: sink.url, ...settings };
      const outcome = await createDestination(testActor("admin"), given);
      if (outcome.kind !== "created") throw new Error(outcome.message);
      return outcome.destination.id;
    },
    /** Posts webhooks to the door, several at a time, and fails unless each is acknowledged. */
    async send(count: number): Promise<void> {
      let left = count;
      const sender = async () => {
        for (; left > 0; ) {
          left -= 1;
          sent += 1;
          const body = `{"event":"users.updated","webhookRequestId":"plant-${sent}"}`;
          const headers = { "abound-signature": signAbound(SIGNING_SECRET, body) };
          const response = await fetch(`${door.url}/api/webhooks/abound`, { method: "POST", body, headers });
          if (!response.ok) throw new Error(`answered ${response.status}`);
        }
      };
      await Promise.all(Array.from({ length: SENDERS }, sender));
    },
    /** How many deliveries have each status. */
    async statuses(): Promise<Record<string, number>> {
      const rows = await query<{ status: string; count: number }>(
        "SELECT status, count(*)::int AS count FROM deliveries GROUP BY status",
      );
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    },
    /** Ids of events in the order of receipt. */
    async received(): Promise<string[]> {
      return (await query<{ id: string }>("SELECT id FROM events ORDER BY received_at, id")).map(({ id }) => id);
    },
    /** Ids of events in the order of arrival at the sink. */
    arrived(): string[] {
      return sink.requests.map(({ headers }) => String(headers["webhook-id"]));
    },
  };
}
