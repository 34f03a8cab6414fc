import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { checkPostgres } from "./check-postgres.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase({ isEmpty: true });
});
afterAll(() => database.close());

test("each setting that can lose accepted events is one sentence", async () => {
  await database.pool.query(`alter database ${new URL(database.url).pathname.slice(1)} set synchronous_commit = local`);
  expect(await checkPostgres(database.url)).toEqual([
    "The database has fsync = off, which can lose accepted events: set it to on.",
    "The database has full_page_writes = off, which can lose accepted events: set it to on.",
    "The database has synchronous_commit = local, which can lose accepted events: set it to on.",
  ]);
});

test("a database that does not answer is one sentence without its password", async () => {
  const [problem, ...others] = await checkPostgres("postgresql://user:hunter2@127.0.0.1:1/db");
  expect(problem).toMatch(/^The database cannot be reached: .*ECONNREFUSED.*\.$/);
  expect(problem).not.toContain("hunter2");
  expect(others).toEqual([]);
});
