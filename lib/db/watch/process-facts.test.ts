import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { readProcessFacts } from "./process-facts.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
});
afterAll(() => database?.close());
beforeEach(() => database.pool.query("TRUNCATE heartbeats"));

type Beat = { instance: string; startedSecondsAgo: number; beatSecondsAgo: number; isLast?: boolean };

async function insertBeat({ instance, startedSecondsAgo, beatSecondsAgo, isLast = false }: Beat): Promise<void> {
  await database.pool.query(
    `INSERT INTO heartbeats (process, instance, started_at, beat_at, is_last)
     VALUES ('receiver', $1, now() - make_interval(secs => $2), now() - make_interval(secs => $3), $4)`,
    [instance, startedSecondsAgo, beatSecondsAgo, isLast],
  );
}

async function isStopped(): Promise<boolean | undefined> {
  const facts = await readProcessFacts();
  return facts.find((fact) => fact.process === "receiver")?.isStopped;
}

test("a process whose only instance was stopped on purpose is stopped", async () => {
  await insertBeat({ instance: "host:1", startedSecondsAgo: 100, beatSecondsAgo: 50 });
  await insertBeat({ instance: "host:1", startedSecondsAgo: 100, beatSecondsAgo: 45, isLast: true });
  expect(await isStopped()).toBe(true);
});

test("one that was replaced is not stopped, even where its successor went silent before its own next beat", async () => {
  await insertBeat({ instance: "host:1", startedSecondsAgo: 100, beatSecondsAgo: 45, isLast: true });
  await insertBeat({ instance: "host:2", startedSecondsAgo: 50, beatSecondsAgo: 50 });
  expect(await isStopped()).toBe(false);
});

test("one whose successor was stopped as well is stopped", async () => {
  await insertBeat({ instance: "host:1", startedSecondsAgo: 100, beatSecondsAgo: 45, isLast: true });
  await insertBeat({ instance: "host:2", startedSecondsAgo: 50, beatSecondsAgo: 50 });
  await insertBeat({ instance: "host:2", startedSecondsAgo: 50, beatSecondsAgo: 40, isLast: true });
  expect(await isStopped()).toBe(true);
});
