import { expect, test } from "vitest";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { KeeperTest } from "#lib/testing/keeper-test.ts";

const kept = new KeeperTest();

test("with a healthy database nothing goes to the spool", async () => {
  const rows = Array.from({ length: 200 }, () => kept.row());
  expect(new Set(await kept.keepAll(rows))).toEqual(new Set(["stored"]));
  expect(kept.keeper.status()).toMatchObject({ state: "empty", waiting: 0 });
});

test("after one failure nothing waits for the database, and everything is stored when it is back", async () => {
  await kept.database.stop();
  await kept.keeper.keep(kept.row());
  expect(kept.keeper.isDatabaseAway()).toBe(true);
  const rows = Array.from({ length: 300 }, () => kept.row());
  expect(new Set(await kept.keepAll(rows))).toEqual(new Set(["spooled"]));
  expect(kept.keeper.status()).toMatchObject({ state: "keeping", waiting: 301 });
  await kept.database.start();
  await kept.whenEmpty();
  await kept.expectStoredOnce(rows);
}, 40_000);

test("what waits behind a failing batch goes to the spool with it, within the time of one failure", async () => {
  expect(await kept.keepAll([kept.row()])).toEqual(["stored"]);
  kept.database.freeze();
  const startedAtMs = performance.now();
  const rows = Array.from({ length: 1000 }, () => kept.row());
  const kinds = await kept.keepAll(rows);
  const tookMs = performance.now() - startedAtMs;
  kept.database.thaw();
  expect(new Set(kinds)).toEqual(new Set(["spooled"]));
  expect(tookMs).toBeLessThan(5000);
  await kept.whenEmpty();
  await kept.expectStoredOnce(rows);
}, 40_000);

test("a duplicate that was spooled is counted once, and one of an event that was spooled as well", async () => {
  const stored = kept.row();
  await kept.keeper.keep(stored);
  await kept.database.stop();
  const first = kept.row();
  const again = (of: StoreRow) => ({ ...of, eventId: kept.row().eventId, requestId: kept.row().requestId });
  const kinds = await kept.keepAll([first]);
  kinds.push(...(await kept.keepAll([again(first), again(stored), again(stored)])));
  expect(new Set(kinds)).toEqual(new Set(["spooled"]));
  await kept.database.start();
  await kept.whenEmpty();
  const { rows } = await kept.database.pool.query("SELECT id, duplicates FROM events WHERE id = ANY ($1::uuid[])", [
    [stored.eventId, first.eventId],
  ]);
  expect(rows).toEqual(
    expect.arrayContaining([
      { id: stored.eventId, duplicates: 2 },
      { id: first.eventId, duplicates: 1 },
    ]),
  );
}, 40_000);

test("while the spool is drained, what arrives goes to the database and does not wait for its end", async () => {
  await kept.database.stop();
  const backlog = Array.from({ length: 3000 }, () => kept.row());
  await kept.keepAll(backlog);
  await kept.database.start();
  await eventually(() => expect(kept.keeper.isDatabaseAway()).toBe(false), 15_000);
  const live = kept.row();
  expect(await kept.keepAll([live])).toEqual(["stored"]);
  expect(kept.keeper.status()).toMatchObject({ state: "draining" });
  await kept.whenEmpty();
  await kept.expectStoredOnce([...backlog, live]);
}, 60_000);
