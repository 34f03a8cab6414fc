import type pg from "pg";
import { newId } from "#lib/platform/ids.ts";
import { insertSource } from "./test-sources.ts";

/** Stands in payloads and secrets, and must not come out anywhere else. */
export const MARK = "kryptonite";

/** Sources that are quiet from the start, each an alert of its own. */
export async function insertQuietSources(pool: pg.Pool, ...names: string[]): Promise<void> {
  const ids = await Promise.all(names.map((_, index) => insertSource(pool, "abound", `quiet-${index}`)));
  await pool.query("UPDATE sources SET created_at = now() - interval '1 hour'");
  await pool.query(
    "UPDATE sources s SET name = given.name, quiet_after_minutes = 1 FROM unnest($1::uuid[], $2::text[]) AS given (id, name) WHERE s.id = given.id",
    [ids, names],
  );
}

/** Requests of a source that were refused now. */
export async function insertRejections(pool: pg.Pool, sourceId: string, count: number, cause: string): Promise<void> {
  await pool.query(
    `INSERT INTO request_minutes (minute, source_id, type, outcome, lane, count)
     VALUES (date_trunc('minute', now()), $1, '', 'rejected', 0, $2)`,
    [sourceId, count],
  );
  for (let made = 0; made < count; made += 1) {
    await pool.query(
      `INSERT INTO requests (id, source_id, slug, door, outcome, status, cause, received_at, headers)
       VALUES ($1, $2, 'test', 'receiver', 'rejected', 401, $3, now(), '[["x-secret", "${MARK}"]]')`,
      [newId(), sourceId, cause],
    );
  }
}

type Outcome = "succeeded" | "failed";

/** Attempts of this minute, as they are counted. */
export async function insertAttempts(pool: pg.Pool, destinationId: string, outcome: Outcome, count: number) {
  await pool.query(
    `INSERT INTO attempt_minutes (minute, destination_id, outcome, count) VALUES (date_trunc('minute', now()), $1, $2, $3)`,
    [destinationId, outcome, count],
  );
}

/** The last sign of life of a process that has run for an hour. */
export async function insertBeat(pool: pg.Pool, process: string, secondsAgo: number, isLast = false): Promise<void> {
  await pool.query(
    `INSERT INTO heartbeats (process, instance, beat_at, started_at, is_last)
     VALUES ($1, 'host:1', now() - make_interval(secs => $2), now() - interval '1 hour', $3)`,
    [process, secondsAgo, isLast],
  );
}
