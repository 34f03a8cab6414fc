import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TEST_SECRET } from "#lib/testing/door-process.ts";
import { runCli } from "#lib/testing/run-cli.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";

let database: TestDatabase;
const dataDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-demo-"));

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function writeDemo() {
  const env = { DATABASE_URL: database.url, SIGNALBOX_SECRET: TEST_SECRET, SIGNALBOX_DATA_DIR: dataDir };
  return runCli(["simulate", "--demo", "--businesses", "12", "--users", "10", "--seed", "demo", "--json"], env)
    .finished;
}

async function column(sql: string): Promise<unknown[]> {
  const { rows } = await database.pool.query<unknown[]>({ text: sql, rowMode: "array" });
  return rows.map(([value]) => value);
}

test("the demo fills every list, marked as simulated, and leaves nothing that a worker would send at once", async () => {
  expect(await writeDemo()).toMatchObject({ code: 0 });
  expect(await column("SELECT count(*)::int FROM events WHERE NOT 'simulated' = ANY (flags)")).toEqual([0]);
  const statuses = ["dead_lettered", "held", "retry_scheduled", "succeeded"];
  expect((await column("SELECT DISTINCT status::text FROM deliveries")).sort()).toEqual(statuses);
  expect(
    await column(
      "SELECT count(*)::int FROM deliveries WHERE status = 'retry_scheduled' AND next_attempt_at < now() - interval '1 minute'",
    ),
  ).toEqual([0]);
  expect(await column("SELECT count(*)::int > 0 FROM requests WHERE outcome = 'rejected'")).toEqual([true]);
  expect((await column("SELECT paused_at IS NULL FROM destinations")).sort()).toEqual([false, true]);
  expect(await column("SELECT count(*)::int FROM bodies_default")).toEqual([0]);
  expect(await column("SELECT status FROM replays")).toEqual(["completed"]);
}, 120_000);

test("every attempt belongs to its delivery's story", async () => {
  const wrong = await column(`
    SELECT v.id FROM deliveries v LEFT JOIN attempts a ON a.delivery_id = v.id
    GROUP BY v.id HAVING v.attempt_count <> count(a.id)
      OR (v.status = 'succeeded') <> coalesce(bool_or(a.outcome = 'succeeded'), false)`);
  expect(wrong).toEqual([]);
});

test("a second demo is refused", async () => {
  expect(await writeDemo()).toMatchObject({ code: 1, stderr: expect.stringContaining("written once") });
}, 60_000);
