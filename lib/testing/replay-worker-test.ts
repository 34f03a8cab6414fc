import { beforeEach } from "vitest";
import { insertBulkEvents } from "./bulk-events.ts";
import { workerTest } from "./worker-test.ts";

/** `workerTest` with what tests of replays need: many events at once, and looks into the database. */
export function replayWorkerTest() {
  const worker = workerTest();
  const query = async (sql: string, values: unknown[] = []) => (await worker.pool.query(sql, values)).rows;
  beforeEach(async () => {
    await query("TRUNCATE replays, replay_items, replay_previews CASCADE");
  });
  return {
    worker,
    query,
    /** Stores events that were delivered nowhere. */
    bulk: (count: number, more: { type?: string; ageSeconds?: number } = {}) =>
      insertBulkEvents(worker.pool, { sourceId: worker.source.id, count, ...more }),
    /** The ids of events `e` that meet this SQL condition, in the order of receipt. */
    idsOf: async (condition = "true"): Promise<string[]> =>
      (await query(`SELECT id FROM events e WHERE ${condition} ORDER BY id`)).map(({ id }) => id),
  };
}

/** The webhook-id of each request in order. */
export function webhookIds(sink: { requests: readonly { headers: Record<string, unknown> }[] }): string[] {
  return sink.requests.map(({ headers }) => String(headers["webhook-id"]));
}

/** Answers 200 after a while. */
export function slowly(ms: number) {
  return (_request: unknown, response: { end(): unknown }) => setTimeout(() => response.end(), ms);
}
