import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("a connection in use that the server closes between two queries fails the next one, and ends no process", async () => {
  const client = await database.pool.connect();
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const isLost = new Promise((resolve) => client.once("end", resolve));
  await database.pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
  await isLost;
  await expect(client.query("SELECT 1")).rejects.toThrow();
  client.release(true);
  expect((await database.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});
