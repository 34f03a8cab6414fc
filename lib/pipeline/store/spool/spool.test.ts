import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { drainAll, idsOf, type SpoolTest, spoolRows, startSpoolTest } from "#lib/testing/spool-test.ts";
import type { DrainStore } from "./spool.ts";

const KEPT = { kind: "kept" };
const EMPTY = { state: "empty", waiting: 0, bytes: 0, since: null, setAside: 0, problem: null };
let spools: SpoolTest;

beforeEach(() => {
  spools = startSpoolTest();
});
afterEach(() => spools.end());

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(spools.root, path.join(entry.parentPath, entry.name)));
}

test("what was kept is drained whole and in order, and leaves nothing on the disk", async () => {
  const spool = await spools.open();
  const rows = spoolRows(500, { canonical: Buffer.from('{"a": 1}') });
  expect(await Promise.all(rows.map((row) => spool.append(row)))).toEqual(rows.map(() => KEPT));
  expect(spool.status()).toMatchObject({ state: "keeping", waiting: 500, since: rows[0]?.receivedAt, problem: null });
  expect(await drainAll(spool)).toEqual(rows);
  expect(spool.status()).toEqual(EMPTY);
  expect(filesBelow(spools.root).filter((file) => file.endsWith(".log"))).toEqual([]);
  await spool.close();
  expect(readdirSync(spools.root)).toEqual([]);
});

test("what is appended while a drain is under way is drained with it", async () => {
  const spool = await spools.open();
  const [first, ...later] = spoolRows(200);
  if (first === undefined) return;
  await spool.append(first);
  const stored: string[] = [];
  const end = await spool.drain(async (rows) => {
    stored.push(...idsOf(rows));
    await Promise.all(later.splice(0, 40).map((row) => spool.append(row)));
    return rows.map(() => "stored");
  });
  expect(end).toEqual({ kind: "empty" });
  expect(later).toEqual([]);
  expect(stored).toHaveLength(200);
  expect(new Set(stored).size).toBe(200);
  expect(stored.toSorted()).toEqual(stored);
});

test("a drain that the database interrupts goes on where it stopped, also after a restart", async () => {
  const spool = await spools.open();
  const rows = spoolRows(300);
  await Promise.all(rows.map((row) => spool.append(row)));
  let left = 150;
  const interrupt: DrainStore = (batch) => Promise.resolve(batch.map(() => (left-- > 0 ? "stored" : "unavailable")));
  expect(await spool.drain(interrupt)).toEqual({ kind: "interrupted" });
  expect(spool.status()).toMatchObject({ waiting: 150, since: rows[150]?.receivedAt });
  await spool.close();
  const next = await spools.open();
  const again = await drainAll(next);
  // Those that were stored come again, as their file was not removed: storing them twice changes nothing.
  expect(idsOf(again)).toEqual(idsOf(rows));
});

test("one drain runs at a time, and who asks meanwhile is told its end", async () => {
  const spool = await spools.open();
  await Promise.all(spoolRows(50).map((row) => spool.append(row)));
  const seen: StoreRow[] = [];
  const store: DrainStore = (rows) => {
    seen.push(...rows);
    return Promise.resolve(rows.map(() => "stored"));
  };
  expect(await Promise.all([spool.drain(store), spool.drain(store)])).toEqual([{ kind: "empty" }, { kind: "empty" }]);
  expect(seen).toHaveLength(50);
});

test("a drain whose store throws leaves everything to the next", async () => {
  const spool = await spools.open();
  const rows = spoolRows(10);
  await Promise.all(rows.map((row) => spool.append(row)));
  await expect(spool.drain(() => Promise.reject(new Error("no database")))).rejects.toThrow("no database");
  expect(await drainAll(spool)).toEqual(rows);
});

test("what the database refuses is set aside, and the others are stored", async () => {
  const spool = await spools.open();
  const rows = spoolRows(20);
  await Promise.all(rows.map((row) => spool.append(row)));
  const stored: string[] = [];
  const end = await spool.drain((batch) => {
    stored.push(...idsOf(batch));
    return Promise.resolve(batch.map((row) => (row === batch[7] ? "impossible" : "stored")));
  });
  expect(end).toEqual({ kind: "empty" });
  expect(stored).toEqual(idsOf(rows));
  expect(spool.status()).toEqual({ ...EMPTY, setAside: 1 });
  expect(filesBelow(spools.root).filter((file) => file.includes(`set-aside/${rows[7]?.eventId}`))).toHaveLength(1);
  expect(spools.errors).toEqual(["a spooled webhook is refused by the database and was set aside"]);
  await spool.close();
  const next = await spools.open();
  expect(next.status()).toMatchObject({ waiting: 0, setAside: 1 });
});

test("beyond its quota the spool refuses in words, and keeps again once there is room", async () => {
  const spool = await spools.open({ maxBytes: 20_000 });
  const rows = spoolRows(40, { raw: Buffer.alloc(1000, "x") });
  const outcomes = await Promise.all(rows.map((row) => spool.append(row)));
  const kept = rows.filter((_, index) => outcomes[index]?.kind === "kept");
  expect(kept.length).toBeGreaterThan(5);
  expect(kept.length).toBeLessThan(20);
  expect(spool.status()).toMatchObject({
    state: "refusing",
    waiting: kept.length,
    problem: expect.stringMatching("full"),
  });
  expect(spool.status().bytes).toBeLessThanOrEqual(20_000);
  expect(await drainAll(spool)).toEqual(kept);
  await eventually(() => expect(spool.status()).toEqual(EMPTY));
  for (const row of spoolRows(1)) expect(await spool.append(row)).toEqual(KEPT);
});

test("while too little of the disk is free nothing is kept, and the status says so before a webhook needs it", async () => {
  const spool = await spools.open({ minFreeShare: 1.1 });
  expect(spool.status()).toMatchObject({ state: "refusing", problem: expect.stringMatching("% of the disk") });
  for (const row of spoolRows(1)) expect(await spool.append(row)).toMatchObject({ kind: "refused" });
  expect(filesBelow(spools.root).filter((file) => file.endsWith(".log"))).toEqual([]);
});

test("files of 16 MiB follow each other, and each goes as soon as its records are stored", async () => {
  const spool = await spools.open();
  const rows = spoolRows(50, { raw: Buffer.alloc(1_000_000, "x") });
  for (const row of rows) await spool.append(row);
  const logs = () => filesBelow(spools.root).filter((file) => file.endsWith(".log")).length;
  expect(logs()).toBe(3);
  const counts: number[] = [];
  await spool.drain((batch) => {
    counts.push(logs());
    return Promise.resolve(batch.map(() => "stored"));
  });
  expect([...new Set(counts)]).toEqual([3, 2, 1]);
});

test("a closed spool refuses, and has kept what it was given before", async () => {
  const spool = await spools.open();
  const rows = spoolRows(100);
  const outcomes = rows.map((row) => spool.append(row));
  await spool.close();
  expect(await Promise.all(outcomes)).toEqual(rows.map(() => KEPT));
  for (const row of spoolRows(1)) expect(await spool.append(row)).toMatchObject({ kind: "refused" });
  expect(idsOf(await drainAll(await spools.open()))).toEqual(idsOf(rows));
});

test("closing interrupts a drain", async () => {
  const spool = await spools.open();
  await Promise.all(spoolRows(300).map((row) => spool.append(row)));
  let closing: Promise<void> | undefined;
  const end = await spool.drain((rows) => {
    closing ??= spool.close();
    return Promise.resolve(rows.map(() => "stored"));
  });
  expect(end).toEqual({ kind: "interrupted" });
  await closing;
  expect((await spools.open()).status().waiting).toBeGreaterThan(0);
});

test("a spool whose folder cannot be made refuses in words, and begins to keep when it can be", async () => {
  const root = path.join(spools.root, "taken");
  writeFileSync(root, "a file where the folder belongs");
  const spool = await spools.open({ root });
  expect(spool.status()).toMatchObject({ state: "refusing", problem: expect.stringMatching("cannot be written") });
  const [first, second] = spoolRows(2);
  if (first === undefined || second === undefined) return;
  expect(await spool.append(first)).toMatchObject({ kind: "refused" });
  rmSync(root);
  await eventually(() => expect(spool.status()).toEqual(EMPTY));
  expect(await spool.append(second)).toEqual(KEPT);
});

test("a spool whose folder was removed says what is lost and keeps in a new one", async () => {
  const spool = await spools.open();
  const [lost, kept] = spoolRows(2);
  if (lost === undefined || kept === undefined) return;
  await spool.append(lost);
  for (const name of readdirSync(spools.root)) rmSync(path.join(spools.root, name), { recursive: true });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await spool.append(kept)).toEqual(KEPT);
  expect(spools.errors).toContain("a spool file was removed by somebody else");
  expect(await drainAll(spool)).toEqual([kept]);
});
