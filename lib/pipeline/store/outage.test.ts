import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type DoorProcess, startDoor } from "#lib/testing/door-process.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { ABOUND_SECRET, expectEachOnce, postAbound, Traffic } from "#lib/testing/outage.ts";
import { openStoppableDatabase, type StoppableDatabase } from "#lib/testing/stoppable-database.ts";
import { insertSource } from "#lib/testing/test-sources.ts";

let database: StoppableDatabase;
let door: DoorProcess;
let spoolDir: string;

const start = (env: Record<string, string> = {}) =>
  startDoor("receiver", database.url, { SIGNALBOX_SPOOL_DIR: spoolDir, ...env });

beforeAll(async () => {
  database = await openStoppableDatabase();
  await insertSource(database.pool, "abound", "abound", { secrets: { main: ABOUND_SECRET } });
}, 120_000);
afterAll(() => database?.close());

beforeEach(async () => {
  spoolDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-outage-"));
  door = await start();
});
afterEach(async () => {
  await door.stop("SIGKILL");
  database.thaw();
  await database.start();
  rmSync(spoolDir, { recursive: true, force: true });
});

const readiness = async () => {
  const response = await fetch(`${door.url}/api/health/ready`);
  return { status: response.status, ...(await response.json()) };
};

test("C05 PostgreSQL stopped under traffic costs no webhook: all 200, afterwards each once, with its time of receipt", async () => {
  const traffic = new Traffic(() => door.url);
  await traffic.more(20);
  await database.stop();
  await traffic.more(200);
  expect(await readiness()).toEqual({ status: 200, checks: { database: "down", spool: "up" } });
  await database.start();
  await eventually(async () =>
    expect(await readiness()).toEqual({ status: 200, checks: { database: "up", spool: "up" } }),
  );
  await traffic.more(50);
  await traffic.stop();
  expect(traffic.others).toEqual([]);
  await expectEachOnce(database.pool, traffic.acknowledged);
}, 90_000);

test("a PostgreSQL that is frozen and answers nothing costs no webhook, and none waits longer than five seconds", async () => {
  const traffic = new Traffic(() => door.url);
  await traffic.more(20);
  database.freeze();
  await traffic.more(200);
  database.thaw();
  await traffic.more(50);
  await traffic.stop();
  expect(traffic.others).toEqual([]);
  expect(traffic.slowestMs).toBeLessThan(5000);
  await expectEachOnce(database.pool, traffic.acknowledged);
}, 90_000);

test("a receiver killed in an outage starts without the database, verifies and keeps on; nothing it acknowledged is lost", async () => {
  const traffic = new Traffic(() => door.url);
  await traffic.more(20);
  await database.stop();
  await traffic.more(100);
  await door.stop("SIGKILL");
  door = await start();
  // The one that was asked of the killed receiver may fail a moment later.
  await traffic.more(1);
  const refused = traffic.others.length;
  await traffic.more(100);
  expect(traffic.others).toHaveLength(refused);
  expect(new Set(traffic.others)).toEqual(new Set([null]));
  await database.start();
  await traffic.more(20);
  await traffic.stop();
  await expectEachOnce(database.pool, traffic.acknowledged);
}, 90_000);

test("a frozen PostgreSQL keeps a receiver neither from starting nor from stopping", async () => {
  await door.stop();
  database.freeze();
  const startedAtMs = performance.now();
  door = await start();
  expect(performance.now() - startedAtMs).toBeLessThan(15_000);
  expect(await postAbound(door.url, "while frozen")).toBe(200);
  const stoppedAtMs = performance.now();
  await door.stop("SIGTERM");
  expect(performance.now() - stoppedAtMs).toBeLessThan(20_000);
  database.thaw();
  door = await start();
  await eventually(async () => {
    const { rowCount } = await database.pool.query("SELECT 1 FROM events WHERE provider_key = 'while frozen'");
    expect(rowCount).toBe(1);
  }, 15_000);
}, 60_000);

test("without the database a wrong SIGNALBOX_SECRET is refused by the copy, and the right one is not", async () => {
  await door.stop();
  await database.stop();
  try {
    const wrong = start({ SIGNALBOX_SECRET: "somebody typed this one from their memory" });
    await expect(wrong).rejects.toThrow("SIGNALBOX_SECRET is not the one");
    door = await start();
    expect(await postAbound(door.url, "while away")).toBe(200);
  } finally {
    await database.start();
  }
}, 60_000);
