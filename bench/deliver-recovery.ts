import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import type { WorkerProcess } from "#lib/testing/worker-process.ts";
import { startReceiver, startWorker } from "./deliver-processes.ts";
import { clearDeliveries } from "./deliver-rows.ts";
import type { DeliverStage, StepResult } from "./deliver-step.ts";
import { BODY_BYTES, SIGNING_SECRET } from "./deliver-traffic.ts";
import { sendLoad } from "./send-load.ts";
import { aboundRequests } from "./signed-requests.ts";
import { untilDelivered } from "./until-delivered.ts";

const IN_FLIGHT = 100;
const MOST_SECONDS = 2;
const PATIENCE_MS = 60_000;
const TIMEOUT_MS = 30_000;

interface RecoveryRow {
  name: string;
  inFlight: number;
  /** Until the last one in flight had been sent again: from the kill, and from when somebody was there to do it. */
  fromKillMs: number;
  fromReadyMs: number;
  acknowledged: number;
  lost: number;
}

/** Workers are killed in the middle of their requests; another one, or a new one, sends them again. */
export async function stepRecovery(stage: DeliverStage): Promise<StepResult> {
  const rows = [await measure(stage, "a new worker", 1), await measure(stage, "another worker", 2)];
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return {
    header: ["kill -9, resent by", "in flight", "from the kill", "from ready", "acknowledged", "lost"],
    lines: rows.map((row) => [
      row.name,
      String(row.inFlight),
      seconds(row.fromKillMs),
      seconds(row.fromReadyMs),
      String(row.acknowledged),
      String(row.lost),
    ]),
    checks: rows.flatMap((row) => [
      {
        name: `${row.inFlight} in flight at kill -9, all sent again by ${row.name} ≤ ${MOST_SECONDS} s`,
        isMet: row.fromReadyMs <= MOST_SECONDS * 1000,
        measured: seconds(row.fromReadyMs),
        ofNoop: `the time of ${((row.fromReadyMs / 1000) * stage.noop.flatOut.perSecond).toFixed(0)} requests`,
      },
      {
        name: "… and nothing lost",
        isMet: row.lost === 0,
        measured: `${row.lost} lost`,
        ofNoop: "",
        isGuarantee: true,
      },
    ]),
    measured: rows,
  };
}

/** Each of the workers has a hundred under way when the first is killed. */
async function measure(stage: DeliverStage, name: string, count: number): Promise<RecoveryRow> {
  const { database, sink, source, options } = stage;
  const concurrency = IN_FLIGHT * count;
  await insertDestination(database.pool, { url: sink.url, concurrency, timeoutMs: TIMEOUT_MS });
  await sink.ask({ kind: "forget" });
  await sink.ask({ kind: "hold", isHolding: true });
  const since = new Date();
  const receiver = await startReceiver(database.url);
  const workers: WorkerProcess[] = [];
  try {
    for (let each = 0; each < count; each += 1) workers.push(await startWorker(database.url));
    const requests = aboundRequests(source.slug, SIGNING_SECRET, concurrency * 3, BODY_BYTES);
    const durationMs = Number.POSITIVE_INFINITY;
    const sent = await sendLoad({ port: receiver.port, requests, connections: options.connections, durationMs });
    const first = await whenBusy(stage, workers, count);
    const recovered = await killAndWait(stage, first, workers);
    await untilDelivered(database.pool);
    const acknowledged = sent.statuses["200"] ?? 0;
    const lost = await countLost(stage, since, acknowledged);
    return { name, ...recovered, acknowledged, lost };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop("SIGTERM")));
    await receiver.stop();
    await clearDeliveries(database.pool);
  }
}

/** Waits until every worker has its hundred under way; returns the first one. */
async function whenBusy({ sink }: DeliverStage, workers: readonly WorkerProcess[], count: number) {
  const deadline = performance.now() + PATIENCE_MS;
  while (sink.count() < IN_FLIGHT * count) {
    if (performance.now() > deadline) throw new Error(`only ${sink.count()} deliveries came under way`);
    await sleep(20);
  }
  const [first] = workers;
  if (first === undefined) throw new Error("no worker");
  return first;
}

async function killAndWait(stage: DeliverStage, first: WorkerProcess, workers: WorkerProcess[]) {
  const { database, sink } = stage;
  const ids = await sentBy(stage, first.pid);
  const killedAt = Date.now();
  await first.stop("SIGKILL");
  await sink.ask({ kind: "hold", isHolding: false });
  const isAlone = workers.length === 1;
  if (isAlone) workers.push(await startWorker(database.url));
  const readyAt = isAlone ? Date.now() : killedAt;
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { missing, lastAt } = await sink.ask({ kind: "find", ids, times: 2 });
    if (missing === 0) return { inFlight: ids.length, fromKillMs: lastAt - killedAt, fromReadyMs: lastAt - readyAt };
    if (Date.now() > deadline) throw new Error(`${missing} deliveries were not sent again`);
    await sleep(10);
  }
}

/** The webhook-ids of what this worker holds and the sink has got. */
async function sentBy({ database, sink }: DeliverStage, pid: number): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT webhook_id AS id FROM deliveries WHERE status = 'in_progress' AND worker LIKE '%:' || $1::text || '#%'`,
    [pid],
  );
  const sent: string[] = [];
  for (const { id } of rows) if ((await sink.ask({ kind: "find", ids: [id], times: 1 })).missing === 0) sent.push(id);
  return sent;
}

/** Acknowledged webhooks that are not stored, and stored ones that the sink did not get. */
async function countLost({ database, sink }: DeliverStage, since: Date, acknowledged: number): Promise<number> {
  const ids = await idsSince(database.pool, since);
  const { missing } = await sink.ask({ kind: "find", ids, times: 1 });
  return missing + Math.max(0, acknowledged - ids.length);
}

async function idsSince(pool: pg.Pool, since: Date): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM events WHERE received_at >= $1", [since]);
  return rows.map(({ id }) => id);
}
