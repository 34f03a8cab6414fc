import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { verifyAuditChain } from "#lib/db/audit/verify-audit-chain.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { emptyState } from "#lib/testing/empty-state.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { randomStory, seededRandom } from "#lib/testing/random-story.ts";
import { assetEvent } from "#lib/testing/said-events.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { project } from "./project.ts";
import { type RebuildOutcome, rebuild } from "./rebuild.ts";

const SYSTEM: ActorIdentity = { kind: "system", id: null, label: "test", remoteAddress: null, requestId: null };

let database: TestDatabase;
let asset: string;
let abound: string;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  asset = await insertSource(database.pool, "asset", "asset");
  abound = await insertSource(database.pool, "abound", "abound");
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.close();
});
beforeEach(() => emptyState(database.pool));

async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.url, options: "-c timezone=UTC" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function run(applyAs: ActorIdentity | null = null, onProgress: (says: string) => void = () => undefined) {
  return withClient((client) => rebuild({ client, applyAs, onProgress }));
}

function tablesOf(outcome: RebuildOutcome): string[] {
  return outcome.kind === "busy" ? [] : outcome.differences.map(({ table }) => table);
}

test.each([1, 2, 3])("state projected in random batches equals a recompute of everything (story %i)", async (seed) => {
  const { pool } = database;
  const random = seededRandom(seed);
  const story = randomStory({ asset, abound, count: 300, seed });
  for (let at = 0; at < story.length; ) {
    const size = 1 + Math.floor(random() * 40);
    await insertEvents(pool, story.slice(at, at + size));
    at += size;
    if (random() < 0.7) await project(pool, 1 + Math.floor(random() * 30));
  }
  await projectEvents(pool);
  const flagged = await pool.query("SELECT FROM events WHERE flags @> '{probable_retry}'");
  expect(flagged.rowCount).toBeGreaterThan(0);
  expect(await run()).toEqual({ kind: "same", events: 300, differences: [] });
});

describe("a tampered row", () => {
  beforeEach(async () => {
    await insertEvents(database.pool, randomStory({ asset, abound, count: 200, seed: 7 }));
    await projectEvents(database.pool);
  });

  test.each([
    ["connections", "UPDATE connections SET state = 'connected', since = now() WHERE account_id = 'acc_1'"],
    ["businesses", "UPDATE businesses SET event_count = event_count + 1"],
    ["resources", "DELETE FROM resources WHERE resource_id = 'res_1'"],
    ["task_lists", "UPDATE task_lists SET is_merged = NOT is_merged"],
    ["notices", "UPDATE notices SET at = at - interval '1 day' WHERE kind = 'account_expired'"],
    ["probable_retries", "UPDATE events SET flags = array_remove(flags, 'probable_retry')"],
  ])("in %s is found, and repaired by --apply", async (table, tamper) => {
    const { pool } = database;
    expect((await pool.query(tamper)).rowCount).toBeGreaterThan(0);
    const found = await run();
    expect(found.kind).toBe("different");
    expect(tablesOf(found)).toContain(table);
    expect(tablesOf(await run())).toContain(table);
    expect((await run(SYSTEM)).kind).toBe("applied");
    expect((await run()).kind).toBe("same");
  });

  test("is repaired with an entry in the audit log, and the rules' version is noted", async () => {
    await database.pool.query("UPDATE projector SET rules_version = 0; UPDATE users SET event_count = 99");
    await run(SYSTEM);
    const { rows } = await database.pool.query("SELECT rules_version, rebuilt_at FROM projector");
    expect(rows).toEqual([{ rules_version: 1, rebuilt_at: expect.any(Date) }]);
    const audit = await database.pool.query("SELECT action, after FROM audit_entries ORDER BY seq DESC LIMIT 1");
    expect(audit.rows).toEqual([{ action: "projection.rebuilt", after: { rulesVersion: 1, changed: { users: 3 } } }]);
    expect((await verifyAuditChain()).kind).toBe("intact");
  });
});

test("readers see every row while a rebuild is applied, and events that arrive meanwhile are applied once", async () => {
  const { pool } = database;
  await insertEvents(pool, randomStory({ asset, abound, count: 300, seed: 4 }));
  await projectEvents(pool);
  await pool.query("UPDATE businesses SET status = 'unclear'");
  const { rows: before } = await pool.query("SELECT count(*)::int AS n FROM businesses");
  let isDone = false;
  const seen = new Set<number>();
  const reading = (async () => {
    while (!isDone) seen.add((await pool.query("SELECT count(*)::int AS n FROM businesses")).rows[0].n);
  })();
  const arriving = (async () => {
    for (let n = 0; n < 10; n += 1) {
      await insertEvents(pool, [
        assetEvent("PLAID_TRANSACTIONS_SYNCED", "biz_0", { sourceId: asset, accountId: "acc_1" }),
      ]);
      await project(pool, 100);
    }
  })();
  expect((await run(SYSTEM)).kind).toBe("applied");
  await arriving;
  isDone = true;
  await reading;
  expect([...seen]).toEqual([before[0].n]);
  await projectEvents(pool);
  expect(await run()).toEqual({ kind: "same", events: 310, differences: [] });
});

test("while a rebuild of many events runs, new ones are projected: it holds no transaction open", async () => {
  const { pool } = database;
  for (const seed of [21, 22, 23]) await insertEvents(pool, randomStory({ asset, abound, count: 3000, seed }));
  await projectEvents(pool);
  let isDone = false;
  const rebuilding = run().finally(() => {
    isDone = true;
  });
  let projectedMeanwhile = 0;
  for (let number = 0; !isDone; number += 1) {
    await insertEvents(pool, [assetEvent("BUSINESS_CREATED", `biz_new_${number}`, { sourceId: asset })]);
    await projectEvents(pool);
    if (!isDone) projectedMeanwhile += 1;
  }
  expect((await rebuilding).kind).toBe("same");
  expect(projectedMeanwhile).toBeGreaterThan(2);
}, 60_000);

test("a rebuild that is killed leaves live state alone, and the next begins anew", async () => {
  const { pool } = database;
  await insertEvents(pool, randomStory({ asset, abound, count: 50, seed: 5 }));
  await projectEvents(pool);
  await pool.query("UPDATE users SET event_count = 99");
  await expect(
    withClient((client) =>
      rebuild({
        client,
        applyAs: SYSTEM,
        onProgress: (says) => {
          if (says === "Comparing.") void client.end();
        },
      }),
    ),
  ).rejects.toThrow();
  expect((await pool.query("SELECT DISTINCT event_count FROM users")).rows).toEqual([{ event_count: 99 }]);
  expect(tablesOf(await run())).toEqual(["users"]);
  expect((await pool.query("SELECT to_regnamespace('rebuild')::text AS name")).rows).toEqual([{ name: null }]);
});

test("of two rebuilds at once the second says that one is under way", { timeout: 30_000 }, async () => {
  await withClient(async (client) => {
    await client.query(`SELECT pg_advisory_lock(${ADVISORY_LOCK.rebuild})`);
    expect(await run()).toEqual({ kind: "busy" });
  });
});

test("what bodies said that retention has deleted is taken over from live state", async () => {
  const { pool } = database;
  await insertEvents(pool, randomStory({ asset, abound, count: 100, seed: 6 }));
  await projectEvents(pool);
  await pool.query("DELETE FROM bodies");
  expect(await run()).toEqual({ kind: "same", events: 100, differences: [] });
});
