import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPool } from "#lib/db/pool.ts";
import type { RejectionRow } from "#lib/db/record-rejections.ts";
import { newId } from "#lib/platform/ids.ts";
import { createLog } from "#lib/platform/log.ts";
import { eventually } from "#lib/testing/eventually.ts";
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
beforeEach(() => database.pool.query("TRUNCATE requests, request_minutes"));

function openLog(pool = database.pool, destination?: PassThrough) {
  const log = createLog("receiver", destination ? { level: "warn", destination } : { level: "silent" });
  return new RejectionLog({ pool, log, lane: 1 });
}

/** The way to the database, which can be cut while the log uses it. */
function openConnection() {
  const nowhere = createPool({ url: "postgresql://nobody@127.0.0.1:1/none", name: "away", connectionTimeoutMs: 200 });
  let pool = database.pool;
  return {
    pool: new Proxy(nowhere, { get: (_target, name) => Reflect.get(pool, name).bind(pool) }),
    cut: () => {
      pool = nowhere;
    },
    restore: () => {
      pool = database.pool;
    },
    end: () => nowhere.end(),
  };
}

async function count(condition: string): Promise<number> {
  const { rows } = await database.pool.query(`SELECT count(*)::int AS count FROM requests WHERE ${condition}`);
  return rows[0].count;
}

async function counted(): Promise<number> {
  const { rows } = await database.pool.query("SELECT coalesce(sum(count), 0)::int AS count FROM request_minutes");
  return rows[0].count;
}

/** A request that nobody could verify. */
function unverifiable(body: Buffer, id = newId()) {
  const headersJson = JSON.stringify([["asset-id", id]]);
  return { ...row("2026-01-01T13:00:00.000Z", { cause: "keys_unavailable" }), status: 503, headersJson, body };
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
  expect(await counted()).toBe(1000);
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
  await database.pool.query(
    `INSERT INTO requests (id, slug, door, outcome, status, cause, received_at, body, accepted_later_at)
     VALUES ('00000000-0000-7000-8000-000000000001', 'kept', 'receiver', 'rejected', 503, 'source_disabled', now(), 'whole', NULL),
       ('00000000-0000-7000-8000-000000000002', 'kept', 'receiver', 'rejected', 503, 'source_disabled', now(), NULL, now())`,
  );
  const log = openLog();
  log.note(row("2026-01-01T12:00:00.000Z"));
  await log.flush();
  const ring = await database.pool.query("SELECT 1 FROM requests WHERE body IS NULL AND accepted_later_at IS NULL");
  expect(ring.rowCount).toBe(10_000);
  expect(await count("body IS NOT NULL")).toBe(1);
  expect(await count("accepted_later_at IS NOT NULL")).toBe(1);
});

test("what nobody can verify is held in full until the thousandth row of its source, whichever process writes it", async () => {
  const logs = [openLog(), openLog(), openLog()];
  for (let index = 0; index < 1200; index += 1) logs[index % 3]?.hold(unverifiable(Buffer.from(`body ${index}`)));
  await Promise.all(logs.map((log) => log.flush()));
  expect(await count("body IS NOT NULL")).toBe(1000);
  expect(await count("body IS NULL")).toBeGreaterThan(0);
  expect(await counted()).toBe(1200);
});

test("of one source no more than 32 MiB are held", async () => {
  const log = openLog();
  for (let index = 0; index < 200; index += 1) {
    log.hold(unverifiable(randomBytes(262_144)));
    if (index % 40 === 39) await log.flush();
  }
  await log.flush();
  const { rows } = await database.pool.query("SELECT sum(length(body))::int AS bytes FROM requests");
  expect(rows[0].bytes).toBe(32 * 1024 * 1024);
});

test("a sender that tries again is counted, and held once", async () => {
  const log = openLog();
  const id = newId();
  for (let attempt = 0; attempt < 5; attempt += 1) log.hold({ ...unverifiable(Buffer.from("{}"), id), id: newId() });
  log.hold({ ...unverifiable(Buffer.from("{ }"), id), id: newId() });
  log.hold(unverifiable(Buffer.from("{}")));
  await log.flush();
  expect(await count("body IS NOT NULL")).toBe(3);
  expect(await count("body IS NULL")).toBe(4);
  expect(await counted()).toBe(7);
});

test("while the database is away refusals are counted, and recorded as far as they fit once it is back", async () => {
  const destination = new PassThrough();
  const connection = openConnection();
  connection.cut();
  const log = openLog(connection.pool, destination);
  for (let index = 0; index < 3000; index += 1) log.note(row(new Date(1_767_261_600_000 + index * 1000).toISOString()));
  log.hold(unverifiable(Buffer.from("{}")));
  await log.flush();
  await log.flush();
  connection.restore();
  await log.flush();
  expect(await counted()).toBe(3001);
  expect(await count("true")).toBe(1000);
  const lines = String(destination.read());
  expect(lines.match(/wait to be recorded/g)).toHaveLength(1);
  expect(lines).toContain('"rows":2001');
  await connection.end();
});

test("a count that was not taken is counted on", async () => {
  const connection = openConnection();
  const log = openLog(connection.pool);
  for (let index = 0; index < 30; index += 1) log.note(row("2026-01-01T18:00:05.000Z"));
  await log.flush();
  connection.cut();
  for (let index = 0; index < 30; index += 1) log.note(row("2026-01-01T18:00:05.000Z"));
  await log.flush();
  connection.restore();
  await log.flush();
  expect(await counted()).toBe(60);
  await connection.end();
});

test("a row that nobody knows to be written is written once", async () => {
  const log = openLog();
  const twice = row("2026-01-01T14:00:00.000Z");
  log.note(twice);
  await log.flush();
  log.note(twice);
  await log.flush();
  expect(await count("true")).toBe(1);
});

test("a row that PostgreSQL does not take costs none of the others", async () => {
  const log = openLog();
  log.note({ ...row("2026-01-01T15:00:00.000Z"), slug: "nul \u0000" });
  log.note(row("2026-01-01T15:00:00.000Z"));
  await log.flush();
  expect(await count("true")).toBe(1);
});

test("a request that was too large or too slow is said to be an alarm, once a minute, and no flood hides it", async () => {
  const destination = new PassThrough();
  const log = openLog(database.pool, destination);
  for (let index = 0; index < 500; index += 1) log.note(row("2026-01-01T16:00:05.000Z"));
  for (let index = 0; index < 5; index += 1) log.note(row("2026-01-01T16:00:05.500Z", { cause: "too_large" }));
  await log.flush();
  expect(await count("cause = 'too_large'")).toBe(5);
  expect(String(destination.read()).match(/If the provider sent it/g)).toHaveLength(1);
});

test("the log goes on by itself", async () => {
  const log = openLog();
  log.note(row("2026-01-01T17:00:00.000Z"));
  await eventually(async () => expect(await count("true")).toBe(1), 5000);
});
