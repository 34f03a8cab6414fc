import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { cpuPer, readCpu } from "./deliver-cpu.ts";
import { withWorker } from "./deliver-processes.ts";
import { analyze, clearDeliveries, insertEvents } from "./deliver-rows.ts";
import type { DeliverStage, StepResult } from "./deliver-step.ts";
import { BODY_BYTES } from "./deliver-traffic.ts";

const SLUG = "stored";
/** A source without events: what is refused warms up as well. */
const EMPTY_SLUG = "empty";
const CONCURRENCY = 64;
const MOST_QUEUED_MS = 2_000;
const PATIENCE_MS = 5 * 60_000;

interface ReplayRow {
  events: number;
  /** From the command to its answer, and to when every event was put down for its destination. */
  answeredMs: number;
  enqueuedMs: number;
  perSecond: number;
  requests: number;
  missing: number;
  cpu: Record<string, number>;
}

/** A replay by filter over stored events, by the command behind `POST /replays`, until the sink has each of them. */
export async function stepReplay(stage: DeliverStage): Promise<StepResult> {
  const { database, sink, options } = stage;
  const sourceId = await insertSource(database.pool, "abound", SLUG);
  await insertEvents(database.pool, { sourceId, count: options.events, bytes: BODY_BYTES });
  const { id: destinationId } = await insertDestination(database.pool, { url: sink.url, concurrency: CONCURRENCY });
  await analyze(database.pool);
  await sink.ask({ kind: "forget" });
  const row = await withWorker(database.url, ({ pid }) => measure(stage, pid, { sourceId, destinationId }));
  await clearDeliveries(database.pool);
  return present(row, stage);
}

type Replayed = { sourceId: string; destinationId: string };

async function measure(stage: DeliverStage, worker: number, { sourceId, destinationId }: Replayed): Promise<ReplayRow> {
  const { database, sink, options } = stage;
  const pids = { worker, postgres: database.pid, sink: sink.pid };
  const command = await openCommand(database.url, destinationId);
  const before = readCpu(pids);
  const startedAt = performance.now();
  const replayId = await command.start(SLUG);
  const answeredMs = performance.now() - startedAt;
  await untilStatus(database.pool, replayId, "running", 5);
  const enqueuedMs = performance.now() - startedAt;
  await untilStatus(database.pool, replayId, "completed", 50);
  const seconds = (performance.now() - startedAt - enqueuedMs) / 1000;
  const after = readCpu(pids);
  await command.close();
  const ids = await idsOf(database.pool, sourceId);
  const { missing, count } = await sink.ask({ kind: "find", ids, times: 1 });
  const cpu = cpuPer(options.events, before, after);
  return { events: ids.length, answeredMs, enqueuedMs, perSecond: ids.length / seconds, requests: count, missing, cpu };
}

/**
 * The command as the route calls it, loaded and connected as in a console that has been up for a while; a real one
 * would have to be built first, at the cost of a minute.
 */
async function openCommand(databaseUrl: string, destinationId: string) {
  process.env.DATABASE_URL = databaseUrl;
  const { startReplay } = await import("#lib/commands/start-replay.ts");
  const { replayInput } = await import("#lib/domain/api/replay-input.ts");
  const { prisma } = await import("#lib/db/prisma.ts");
  const actor = testActor("admin");
  const call = (source: string) =>
    startReplay(actor, replayInput.parse({ filter: { source }, destinationIds: [destinationId], reason: "bench" }));
  await call(EMPTY_SLUG);
  return {
    start: async (source: string): Promise<string> => {
      const outcome = await call(source);
      if (outcome.kind !== "started") throw new Error(`the replay did not start: ${JSON.stringify(outcome)}`);
      return outcome.replayId;
    },
    close: () => prisma.$disconnect(),
  };
}

async function untilStatus(pool: pg.Pool, id: string, wanted: string, everyMs: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await pool.query<{ status: string }>("SELECT status FROM replays WHERE id = $1", [id]);
    const status = rows[0]?.status;
    if (status === wanted || status === "completed") return;
    if (performance.now() > deadline) throw new Error(`the replay stayed ${status}`);
    await sleep(everyMs);
  }
}

async function idsOf(pool: pg.Pool, sourceId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM events WHERE source_id = $1", [sourceId]);
  return rows.map(({ id }) => id);
}

function present(row: ReplayRow, { noop }: DeliverStage): StepResult {
  const share = (row.perSecond / noop.flatOut.perSecond).toFixed(3);
  const processes = ["worker", "postgres", "sink"];
  const micros = processes.map((name) => (row.cpu[name] ?? 0).toFixed(0));
  const [answered, enqueued, perSecond] = [row.answeredMs, row.enqueuedMs, row.perSecond].map((each) =>
    each.toFixed(0),
  );
  const isExact = row.missing === 0 && row.requests === row.events;
  const name = `replay of ${row.events} events enqueued ≤ ${MOST_QUEUED_MS / 1000} s`;
  const isMet = row.enqueuedMs <= MOST_QUEUED_MS;
  const found = `${row.requests} requests, ${row.missing} missing`;
  return {
    header: [
      "replay of",
      "answered ms",
      "enqueued ms",
      "deliveries/s",
      "of no-op",
      ...processes.map((each) => `${each} µs`),
    ],
    lines: [[`${row.events} events`, answered ?? "", enqueued ?? "", perSecond ?? "", share, ...micros]],
    checks: [
      { name, isMet, measured: `${enqueued} ms, then ${perSecond}/s`, ofNoop: share },
      { name: "… each of them delivered, once", isMet: isExact, measured: found, ofNoop: "", isGuarantee: true },
    ],
    measured: row,
  };
}
