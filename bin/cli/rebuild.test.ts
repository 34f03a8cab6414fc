import { afterAll, beforeAll, expect, test } from "vitest";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { TEST_SECRET } from "#lib/testing/door-process.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { randomStory } from "#lib/testing/random-story.ts";
import { runCli } from "#lib/testing/run-cli.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  const asset = await insertSource(database.pool, "asset", "asset");
  const abound = await insertSource(database.pool, "abound", "abound");
  await insertEvents(database.pool, randomStory({ asset, abound, count: 200, seed: 21 }));
  await projectEvents(database.pool);
});
afterAll(() => database.close());

function start(...args: string[]) {
  return runCli(["rebuild", ...args], { DATABASE_URL: database.url, SIGNALBOX_SECRET: TEST_SECRET });
}

async function eventCounts(): Promise<number[]> {
  const { rows } = await database.pool.query("SELECT event_count FROM businesses WHERE business_id = 'biz_1'");
  return rows.map(({ event_count }) => event_count);
}

test("without a difference it says so and exits with 0; progress goes to stderr", async () => {
  const { code, stdout, stderr } = await start().finished;
  expect(code).toBe(0);
  expect(stdout).toBe("200 events. Live state is what the stored events say.\n");
  expect(stderr).toContain("200 events read.");
});

test("a difference is printed with both sides, exits with 1 and changes nothing until it is applied", async () => {
  const before = await eventCounts();
  await database.pool.query("UPDATE businesses SET event_count = 0 WHERE business_id = 'biz_1'");
  const found = await start("--json").finished;
  expect(found.code).toBe(1);
  const { kind, differences } = JSON.parse(found.stdout);
  expect({ kind, differences }).toMatchObject({
    kind: "different",
    differences: [
      {
        table: "businesses",
        count: 1,
        first: [{ key: { business_id: "biz_1" }, live: { event_count: 0 }, recomputed: { event_count: before[0] } }],
      },
    ],
  });
  expect(await eventCounts()).toEqual([0]);
  const applied = await start("--apply").finished;
  expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining("businesses: 1 difference")]);
  expect(await eventCounts()).toEqual(before);
});

test("killed in the middle it leaves live state alone, and the next run begins anew", { timeout: 60_000 }, async () => {
  await database.pool.query("UPDATE businesses SET event_count = 0 WHERE business_id = 'biz_1'");
  // As a projector that is at work does, this lets the rebuild wait just before it would compare.
  const projector = await database.pool.connect();
  await projector.query(`SELECT pg_advisory_lock_shared(${ADVISORY_LOCK.liveState})`);
  const killed = start("--apply");
  await eventually(() => expect(killed.stderr()).toContain("Users and resources computed."));
  killed.child.kill("SIGKILL");
  await killed.finished;
  await projector.query(`SELECT pg_advisory_unlock_shared(${ADVISORY_LOCK.liveState})`);
  projector.release();
  expect(await eventCounts()).toEqual([0]);
  expect((await start("--apply").finished).code).toBe(0);
  expect((await start().finished).code).toBe(0);
});
