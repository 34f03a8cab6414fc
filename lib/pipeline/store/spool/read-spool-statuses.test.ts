import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "#lib/platform/ids.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { type SpoolTest, spoolRows, startSpoolTest } from "#lib/testing/spool-test.ts";
import { readSpoolStatuses } from "./read-spool-statuses.ts";
import { encodeRecord } from "./record.ts";

let spools: SpoolTest;

beforeEach(() => {
  spools = startSpoolTest();
});
afterEach(() => spools.end());

test("a spool that nobody opened yet has no status", async () => {
  expect(await readSpoolStatuses(path.join(spools.root, "missing"))).toEqual([]);
  expect(await readSpoolStatuses(spools.root)).toEqual([]);
});

test("a process that ended with webhooks in its spool is still told of, beside the living", async () => {
  const ended = await spools.open({ name: "console" });
  await Promise.all(spoolRows(3).map((row) => ended.append(row)));
  await ended.close();
  const status = { ...ended.status(), state: "keeping", waiting: 3 };
  expect(await readSpoolStatuses(spools.root)).toEqual([{ name: "console", status }]);
});

test.each([
  ["missing", null],
  ["empty, as a loss of power leaves it", ""],
  ["of another version", '{"name":"console","status":{"state":"sleeping"}}'],
])("where the status is %s the files speak", async (_, text) => {
  const folder = path.join(spools.root, `console-${newId()}`);
  mkdirSync(folder);
  const records = Buffer.concat(spoolRows(3).map(encodeRecord));
  writeFileSync(path.join(folder, "00000001.log"), records);
  if (text !== null) writeFileSync(path.join(folder, "status.json"), text);
  expect(await readSpoolStatuses(spools.root)).toEqual([
    {
      name: "console",
      status: {
        state: "keeping",
        waiting: 1,
        bytes: records.length,
        since: expect.stringMatching(/^\d{4}-.*Z$/),
        setAside: 0,
        problem: null,
      },
    },
  ]);
});

test("what else lies in the spool's folder is left alone", async () => {
  mkdirSync(path.join(spools.root, "lost+found"));
  writeFileSync(path.join(spools.root, "sources.json"), "{}");
  const spool = await spools.open();
  await spool.close();
  expect(await readSpoolStatuses(spools.root)).toEqual([]);
});

test("the status is on the disk within a second of a change, for whoever asks without the database", async () => {
  const spool = await spools.open({ name: "console" });
  const rows = spoolRows(37);
  await Promise.all(rows.map((row) => spool.append(row)));
  await eventually(async () => {
    expect(await readSpoolStatuses(spools.root)).toEqual([{ name: "console", status: spool.status() }]);
  });
  expect(spool.status()).toMatchObject({ waiting: 37, since: rows[0]?.receivedAt });
});
