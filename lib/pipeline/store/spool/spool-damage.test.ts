import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { StoreRow } from "#lib/db/store-batch.ts";
import { newId } from "#lib/platform/ids.ts";
import { drainAll, type SpoolTest, spoolRows, startSpoolTest } from "#lib/testing/spool-test.ts";
import { encodeRecord } from "./record.ts";

const ALARM = "part of a spool file cannot be read and was set aside";
const rows = spoolRows(3, { payloadJson: null, headersJson: "[]" });
const records = rows.map(encodeRecord);
const whole = Buffer.concat(records);
/** Where each record begins. */
const starts = records.map((_, index) => records.slice(0, index).reduce((sum, record) => sum + record.length, 0));
let spools: SpoolTest;

beforeEach(() => {
  spools = startSpoolTest();
});
afterEach(() => spools.end());

/** Leaves a folder as a process that was killed leaves it, drains it, and looks at what stayed. */
async function drainFound(content: Buffer) {
  const root = path.join(spools.root, newId());
  const folder = path.join(root, `receiver-${newId()}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "00000001.log"), content);
  spools.errors.length = 0;
  const spool = await spools.open({ root });
  const stored = await drainAll(spool);
  const corrupt = readdirSync(path.join(folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".corrupt"))
    .map((name) => ({ name, content: readFileSync(path.join(folder, name)) }));
  const { waiting, setAside } = spool.status();
  await spool.close();
  rmSync(root, { recursive: true });
  return { stored, corrupt, waiting, setAside, errors: [...spools.errors] };
}

/** The rows whose records end before a byte of the file. */
function rowsBefore(byte: number): StoreRow[] {
  return rows.filter((_, index) => (starts[index] ?? 0) + (records[index]?.length ?? 0) <= byte);
}

test("C07: a file that ends at any byte gives its good records, and the rest is kept aside with an alarm", async () => {
  for (let length = 0; length <= whole.length; length += 1) {
    const found = await drainFound(whole.subarray(0, length));
    expect(found.stored, `cut at ${length}`).toEqual(rowsBefore(length));
    const isClean = length === whole.length || starts.includes(length);
    expect(found.errors, `cut at ${length}`).toEqual(isClean ? [] : [ALARM]);
    expect(found).toMatchObject({ waiting: 0, setAside: isClean ? 0 : 1 });
    if (!isClean) expect(found.corrupt[0]?.content).toEqual(whole.subarray(0, length));
  }
}, 120_000);

test("C07: a byte flipped anywhere costs no record before it, and nothing after it is taken for good", async () => {
  for (let at = 0; at < (starts[2] ?? 0); at += 1) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0xff;
    const found = await drainFound(damaged);
    const hit = starts.findLastIndex((start) => start <= at);
    expect(found.stored, `flipped at ${at}`).toEqual(rows.slice(0, hit));
    expect(found).toMatchObject({ errors: [ALARM], waiting: 0, setAside: 1 });
    expect(found.corrupt[0]?.content).toEqual(damaged);
    expect(found.corrupt[0]?.name).toContain(`-from-${starts[hit]}-`);
  }
}, 120_000);

test("zeros behind the last record, as a loss of power leaves them, are set aside", async () => {
  const found = await drainFound(Buffer.concat([whole, Buffer.alloc(5000)]));
  expect(found).toMatchObject({ stored: rows, errors: [ALARM], setAside: 1 });
});

test("a damaged file does not hold up the next", async () => {
  const folder = path.join(spools.root, `receiver-${newId()}`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, "00000001.log"), Buffer.concat([records[0] ?? whole, Buffer.from("torn")]));
  writeFileSync(path.join(folder, "00000002.log"), Buffer.from("nothing of ours at all, from its first byte on"));
  writeFileSync(path.join(folder, "00000003.log"), records[2] ?? whole);
  const spool = await spools.open();
  expect(await drainAll(spool)).toEqual([rows[0], rows[2]]);
  expect(spool.status()).toMatchObject({ waiting: 0, setAside: 2 });
});

test("a file that is damaged while it is written is set aside whole, and what follows goes into another", async () => {
  const spool = await spools.open();
  for (const row of rows) await spool.append(row);
  const [folder = ""] = readdirSync(spools.root).filter((name) => !name.endsWith(".lock"));
  truncateSync(path.join(spools.root, folder, "00000001.log"), (starts[2] ?? 0) + 5);
  expect(await drainAll(spool)).toEqual(rows.slice(0, 2));
  const [next] = spoolRows(1);
  if (next === undefined) return;
  expect(await spool.append(next)).toEqual({ kind: "kept" });
  expect(await drainAll(spool)).toEqual([next]);
  expect(spool.status()).toMatchObject({ waiting: 0, setAside: 1 });
});

test("what somebody else wrote behind the records of the running process is not read", async () => {
  const spool = await spools.open();
  for (const row of rows) await spool.append(row);
  const [folder = ""] = readdirSync(spools.root).filter((name) => !name.endsWith(".lock"));
  appendFileSync(path.join(spools.root, folder, "00000001.log"), Buffer.concat(spoolRows(1).map(encodeRecord)));
  expect(await drainAll(spool)).toEqual(rows);
});
