import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { inClientTransaction } from "./in-client-transaction.ts";

const FROZEN_MS = 13_000;
const LOCK = "SELECT pg_advisory_xact_lock(4711)";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test("what a process holds that froze in the middle of a transaction is free again before it goes on", async () => {
  let isThawed = false;
  const frozen = inClientTransaction(database.pool, async (client) => {
    await client.query(LOCK);
    await sleep(FROZEN_MS);
    isThawed = true;
    await client.query("SELECT 1");
  });
  const ended = frozen.then(
    () => "committed",
    () => "undone",
  );
  await sleep(500);
  await inClientTransaction(database.pool, async (client) => void (await client.query(LOCK)));
  expect(isThawed).toBe(false);
  expect(await ended).toBe("undone");
});

test("the limit is the transaction's own and leaves nothing behind in its session", async () => {
  const read = "SELECT current_setting('idle_in_transaction_session_timeout') AS limit";
  const pid = await inClientTransaction(database.pool, async (client) => {
    expect((await client.query(read)).rows[0].limit).toBe("10s");
    return (await client.query("SELECT pg_backend_pid() AS pid")).rows[0].pid;
  });
  const after = await database.pool.query(`${read}, pg_backend_pid() AS pid`);
  expect(after.rows[0]).toEqual({ limit: "0", pid });
});
