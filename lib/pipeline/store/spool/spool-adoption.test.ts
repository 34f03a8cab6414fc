import { readdirSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { startSpoolProcess } from "#lib/testing/spool-process.ts";
import { drainAll, idsOf, type SpoolTest, spoolRows, startSpoolTest } from "#lib/testing/spool-test.ts";
import { readSpoolStatuses } from "./read-spool-statuses.ts";

let spools: SpoolTest;

beforeEach(() => {
  spools = startSpoolTest();
});
afterEach(() => spools.end());

const foldersOf = (name: string) =>
  readdirSync(spools.root).filter((entry) => entry.startsWith(name) && !entry.endsWith(".lock"));

test("a process killed in the middle of appending left every webhook it acknowledged, in order", async () => {
  for (let round = 0; round < 8; round += 1) {
    const process = await startSpoolProcess(spools.root);
    await process.reach(50 + 37 * round);
    await process.end("SIGKILL");
    const spool = await spools.open();
    expect(spool.status().waiting).toBeGreaterThan(0);
    const drained = (await drainAll(spool)).map((row) => row.providerKey);
    expect(process.kept.filter((key) => !drained.includes(key))).toEqual([]);
    expect(drained.toSorted()).toEqual(drained);
    expect(new Set(drained).size).toBe(drained.length);
    await spool.close();
  }
}, 60_000);

test("kill after kill while nothing can be drained loses nothing, and leaves one folder", async () => {
  const kept: string[] = [];
  for (let round = 0; round < 6; round += 1) {
    const process = await startSpoolProcess(spools.root, { name: `receiver` });
    await process.reach(30);
    await process.end("SIGKILL");
    kept.push(...process.kept.map((key) => `${round}:${key}`));
    expect(foldersOf("receiver").length, foldersOf("receiver").join(" ")).toBe(1);
  }
  const spool = await spools.open();
  const drained = await drainAll(spool);
  expect(drained.length).toBeGreaterThanOrEqual(kept.length);
  expect(idsOf(drained)).toHaveLength(new Set(idsOf(drained)).size);
  const times = drained.map((row) => row.receivedAt);
  expect(times.toSorted()).toEqual(times);
}, 60_000);

test("what another door's process left is adopted, counted and drained, and its folder is removed", async () => {
  const console = await startSpoolProcess(spools.root, { name: "console" });
  const receiver = await spools.open();
  await console.reach(100);
  expect(await drainAll(receiver)).toEqual([]);
  await console.end("SIGKILL");
  expect((await readSpoolStatuses(spools.root)).map(({ name }) => name).toSorted()).toEqual(["console", "receiver"]);
  const next = await spools.open({ name: "worker" });
  expect(foldersOf("console")).toEqual([]);
  await eventually(() => expect(next.status().waiting).toBeGreaterThanOrEqual(console.kept.length));
  expect(next.status()).toMatchObject({ state: "keeping", since: expect.any(String) });
  const drained = (await drainAll(next)).map((row) => row.providerKey);
  expect(console.kept.filter((key) => !drained.includes(key))).toEqual([]);
}, 60_000);

test("a process that is stopped keeps its folder, and what it keeps after it goes on is not lost", async () => {
  const console = await startSpoolProcess(spools.root, { name: "console" });
  await console.reach(50);
  console.child.kill("SIGSTOP");
  const other = await spools.open();
  expect(await drainAll(other)).toEqual([]);
  await other.close();
  console.child.kill("SIGCONT");
  await console.reach(console.kept.length + 50);
  await console.end("SIGKILL");
  const drained = (await drainAll(await spools.open())).map((row) => row.providerKey);
  expect(console.kept.filter((key) => !drained.includes(key))).toEqual([]);
}, 60_000);

test("of many spools that adopt at once each record goes to one, and none is lost", async () => {
  const rows = spoolRows(300);
  for (const [index, name] of ["one", "two", "three"].entries()) {
    const left = await spools.open({ name });
    await Promise.all(rows.slice(index * 100, index * 100 + 100).map((row) => left.append(row)));
    await left.close();
  }
  const names = ["a", "b", "c", "d", "e", "f"];
  const adopters = await Promise.all(names.map((name) => spools.open({ name })));
  const drained = (await Promise.all(adopters.map(drainAll))).flat();
  expect(idsOf(drained).toSorted()).toEqual(idsOf(rows).toSorted());
  for (const name of ["one", "two", "three"]) expect(foldersOf(name)).toEqual([]);
});

test("what a process set aside is taken over and stays counted", async () => {
  const first = await spools.open({ name: "console" });
  for (const row of spoolRows(3)) await first.append(row);
  await first.drain((rows) => Promise.resolve(rows.map(() => "impossible")));
  await first.close();
  const next = await spools.open();
  expect(next.status()).toMatchObject({ waiting: 0, setAside: 3 });
  expect(foldersOf("console")).toEqual([]);
  await next.close();
  expect(await readSpoolStatuses(spools.root)).toEqual([{ name: "receiver", status: next.status() }]);
});
