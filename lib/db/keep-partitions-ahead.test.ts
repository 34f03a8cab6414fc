import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { keepPartitionsAhead } from "./keep-partitions-ahead.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const INSERT = "INSERT INTO bodies (event_id, received_at, raw, headers) VALUES ($1, $2, '', '[]')";

test("this month and the two after it have partitions, and rows that came before them move there", async () => {
  const early = randomUUID();
  await database.pool.query(INSERT, [early, new Date()]);
  await database.pool.query(INSERT, [randomUUID(), new Date("2020-01-01")]);
  await Promise.all([keepPartitionsAhead(database.pool), keepPartitionsAhead(database.pool)]);
  await keepPartitionsAhead(database.pool);
  const { rows } = await database.pool.query(
    "SELECT inhparent::regclass::text AS parent, count(*)::int FROM pg_inherits WHERE inhparent::regclass::text IN ('bodies', 'attempts') GROUP BY 1 ORDER BY 1",
  );
  expect(rows).toEqual([
    { parent: "attempts", count: 4 },
    { parent: "bodies", count: 4 },
  ]);
  const where = await database.pool.query(
    "SELECT tableoid::regclass::text AS partition FROM bodies ORDER BY received_at",
  );
  expect(where.rows.map(({ partition }) => partition)).toEqual([
    "bodies_default",
    expect.stringMatching(/^bodies_\d{4}_\d{2}$/),
  ]);
  const indexes = await database.pool.query("SELECT count(*)::int FROM pg_index WHERE indrelid = $1::regclass", [
    where.rows[1].partition,
  ]);
  expect(indexes.rows[0].count).toBe(1);
});
