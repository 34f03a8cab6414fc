import { afterAll, beforeAll, expect, test } from "vitest";
import type { RejectionRow } from "#lib/db/record-rejections.ts";
import { newId } from "#lib/platform/ids.ts";
import { createLog } from "#lib/platform/log.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { RejectionLog } from "./rejection-log.ts";

let database: TestDatabase;
let sourceId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  sourceId = await insertSource(database.pool, "abound", "abound");
});
afterAll(() => database.close());

function openLog() {
  return new RejectionLog({ pool: database.pool, log: createLog("receiver", { level: "silent" }), lane: 1 });
}

function row(receivedAt: string, changes: Partial<Pick<RejectionRow, "cause">> = {}) {
  return {
    id: newId(),
    sourceId,
    slug: "abound",
    door: "receiver",
    status: 401,
    cause: "bad_signature",
    receivedAt,
    remoteAddress: null,
    headersJson: "[]",
    bodySize: 2,
    bodyPrefix: Buffer.from("{}"),
    body: null,
    ...changes,
  };
}

test("of one minute the first twenty rows are kept, then one a second, and all are counted", async () => {
  const log = openLog();
  for (let index = 0; index < 500; index += 1) log.note(row("2026-01-01T10:00:05.000Z"));
  for (let index = 0; index < 500; index += 1) log.note(row("2026-01-01T10:00:06.000Z"));
  await log.flush();
  const kept = await database.pool.query("SELECT 1 FROM requests WHERE received_at < '2026-01-01T10:01:00Z'");
  expect(kept.rowCount).toBe(21);
  const counted = await database.pool.query("SELECT sum(count)::int AS count FROM request_minutes");
  expect(counted.rows[0].count).toBe(1000);
});

test("what is verified and refused is kept in full before the answer", async () => {
  const log = openLog();
  await log.keep({ ...row("2026-01-01T11:00:00.000Z", { cause: "source_disabled" }), body: Buffer.from("whole") });
  const { rows } = await database.pool.query("SELECT body FROM requests WHERE cause = 'source_disabled'");
  expect(rows[0].body.toString()).toBe("whole");
  await log.flush();
});

test("the ring loses its oldest rows, never what is kept in full", async () => {
  await database.pool.query(
    `INSERT INTO requests (id, slug, door, outcome, status, cause, received_at)
     SELECT gen_random_uuid(), 'flood', 'receiver', 'rejected', 404, 'unknown_source', now() FROM generate_series(1, 10100)`,
  );
  const log = openLog();
  log.note(row("2026-01-01T12:00:00.000Z"));
  await log.flush();
  const ring = await database.pool.query("SELECT 1 FROM requests WHERE outcome = 'rejected' AND body IS NULL");
  expect(ring.rowCount).toBe(10_000);
  const whole = await database.pool.query("SELECT 1 FROM requests WHERE body IS NOT NULL");
  expect(whole.rowCount).toBe(1);
});
