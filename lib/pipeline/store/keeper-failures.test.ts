import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { startCuttingProxy } from "#lib/testing/cutting-proxy.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { KeeperTest } from "#lib/testing/keeper-test.ts";

const kept = new KeeperTest();

test("C10 a connection cut during COMMIT leaves every row stored once and counted once", async () => {
  const proxy = await startCuttingProxy(kept.database.url);
  await kept.open({ url: proxy.url });
  expect(await kept.keepAll([kept.row()])).toEqual(["stored"]);
  const before = await acceptedCount();
  const rows = Array.from({ length: 30 }, () => kept.row());
  proxy.cutAnswers();
  expect(new Set(await kept.keepAll(rows))).toEqual(new Set(["spooled"]));
  const committed = await kept.database.pool.query("SELECT 1 FROM events WHERE id = ANY ($1::uuid[])", [
    rows.map(({ eventId }) => eventId),
  ]);
  expect(committed.rowCount).toBeGreaterThan(0);
  proxy.restore();
  await kept.whenEmpty();
  await kept.expectStoredOnce(rows);
  expect((await acceptedCount()) - before).toBe(30);
  await kept.open();
  await proxy.close();
}, 40_000);

test("C19 with every connection taken webhooks are spooled, and stored once there is one again", async () => {
  await kept.database.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '%test store'",
  );
  const taken = await takeAllConnections();
  const rows = Array.from({ length: 20 }, () => kept.row());
  expect(new Set(await kept.keepAll(rows))).toEqual(new Set(["spooled"]));
  await Promise.all(taken.map((client) => client.end()));
  await kept.whenEmpty();
  await kept.expectStoredOnce(rows);
}, 40_000);

test("C08 with the database away and the spool full nothing is acknowledged that is not kept", async () => {
  await kept.open({ spoolBytes: 20_000 });
  await kept.database.stop();
  const rows = Array.from({ length: 100 }, () => kept.row());
  const kinds = await kept.keepAll(rows);
  expect(new Set(kinds)).toEqual(new Set(["spooled", "refused"]));
  expect(kept.keeper.status()).toMatchObject({ state: "refusing", problem: expect.stringContaining("full") });
  await kept.database.start();
  await kept.whenEmpty();
  await kept.expectStoredOnce(rows.filter((_, index) => kinds[index] === "spooled"));
  const { rows: found } = await kept.database.pool.query("SELECT 1 FROM events WHERE id = ANY ($1::uuid[])", [
    rows.map(({ eventId }) => eventId),
  ]);
  expect(found).toHaveLength(kinds.filter((kind) => kind === "spooled").length);
}, 40_000);

test("a table that is locked costs no webhook, and neither a disk that is full", async () => {
  const holder = await kept.database.pool.connect();
  await holder.query("BEGIN; LOCK TABLE events IN ACCESS EXCLUSIVE MODE");
  const locked = [kept.row(), kept.row()];
  expect(await kept.keepAll(locked)).toEqual(["spooled", "spooled"]);
  await holder.query("ROLLBACK");
  holder.release();
  await kept.whenEmpty();
  await kept.database.pool.query(`
    CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON bodies FOR EACH ROW EXECUTE FUNCTION full_disk()`);
  const full = [kept.row(), kept.row()];
  expect(await kept.keepAll(full)).toEqual(["spooled", "spooled"]);
  await kept.database.pool.query("DROP TRIGGER full_disk ON bodies; DROP FUNCTION full_disk");
  await kept.whenEmpty();
  await kept.expectStoredOnce([...locked, ...full]);
}, 40_000);

test("a row that PostgreSQL refuses whoever asks is set aside, and costs its neighbours nothing", async () => {
  const rows = [kept.row(), kept.row()];
  const nul = kept.row({ type: "nul \u0000" });
  const stray = kept.row({ sourceId: kept.row().eventId });
  expect(await kept.keepAll([...rows, nul, stray])).toEqual(["stored", "stored", "spooled", "spooled"]);
  await eventually(() => expect(kept.keeper.status()).toMatchObject({ state: "empty", waiting: 0, setAside: 2 }));
  expect(kept.keeper.isDatabaseAway()).toBe(false);
  await kept.expectStoredOnce(rows);
});

test("a row at which the server fails every time keeps neither live webhooks nor the spool waiting for ever", async () => {
  await kept.open({ pace: { probeMs: 20, drainMs: 20 } });
  await kept.database.pool.query(`
    CREATE FUNCTION fail_at_poison() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'unexpected' USING ERRCODE = 'XX000'; END $$;
    CREATE TRIGGER fail_at_poison BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.type = 'poison')
      EXECUTE FUNCTION fail_at_poison()`);
  await kept.keeper.keep(kept.row({ type: "poison" }));
  const behind = [kept.row(), kept.row(), kept.row()];
  await kept.keepAll(behind);
  const live: StoreRow[] = [];
  await eventually(async () => {
    const each = kept.row();
    if ((await kept.keeper.keep(each)).kind === "stored") live.push(each);
    expect(kept.keeper.status()).toMatchObject({ state: "empty", waiting: 0, setAside: 1 });
  }, 30_000);
  await kept.database.pool.query("DROP TRIGGER fail_at_poison ON events; DROP FUNCTION fail_at_poison");
  expect(live.length).toBeGreaterThan(0);
  await kept.expectStoredOnce([...behind, ...live]);
}, 40_000);

test("a database that answers and stores nothing loses no row of the spool to that", async () => {
  await kept.open({ pace: { probeMs: 10, drainMs: 10 } });
  await kept.database.pool.query("ALTER TABLE events RENAME TO events_elsewhere");
  const rows = Array.from({ length: 10 }, () => kept.row());
  for (const each of rows) {
    expect(await kept.keepAll([each])).toEqual(["spooled"]);
    await sleep(100);
  }
  expect(kept.keeper.status()).toMatchObject({ waiting: 10, setAside: 0 });
  await kept.database.pool.query("ALTER TABLE events_elsewhere RENAME TO events");
  await kept.whenEmpty();
  await kept.expectStoredOnce(rows);
}, 40_000);

async function acceptedCount(): Promise<number> {
  const { rows } = await kept.database.pool.query<{ count: number }>(
    "SELECT coalesce(sum(count), 0)::int AS count FROM request_minutes WHERE outcome = 'accepted'",
  );
  return rows[0]?.count ?? 0;
}

async function takeAllConnections(): Promise<pg.Client[]> {
  const taken: pg.Client[] = [];
  for (;;) {
    const client = new pg.Client({ connectionString: kept.database.url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      taken.push(client);
    } catch {
      return taken;
    }
  }
}
