import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { migrate } from "./migrate.ts";

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await openTestDatabase({ isEmpty: true });
  directory = await mkdtemp(path.join(os.tmpdir(), "migrations-"));
  await write("1_first", "create table first (id int); insert into first values (1);");
});

afterEach(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});

async function write(name: string, sql: string) {
  await mkdir(path.join(directory, name), { recursive: true });
  await writeFile(path.join(directory, name, "migration.sql"), sql);
}

async function recorded() {
  const { rows } = await database.pool.query<{ migration_name: string; applied_steps_count: number }>(
    "select * from _prisma_migrations where finished_at is not null order by migration_name",
  );
  return rows;
}

test("migrations are applied once, in name order, and recorded as Prisma records them", async () => {
  await write("2_second", "insert into first select id + 1 from first;");
  expect(await migrate(database.url, directory)).toEqual({ kind: "migrated", applied: ["1_first", "2_second"] });
  expect(await migrate(database.url, directory)).toEqual({ kind: "migrated", applied: [] });
  expect((await database.pool.query("select id from first order by id")).rows).toEqual([{ id: 1 }, { id: 2 }]);
  expect((await recorded()).map((row) => [row.migration_name, row.applied_steps_count])).toEqual([
    ["1_first", 1],
    ["2_second", 1],
  ]);
});

test("of three runners at once one applies and the others find nothing to do", async () => {
  const outcomes = await Promise.all([1, 2, 3].map(() => migrate(database.url, directory)));
  expect(outcomes.flatMap((outcome) => (outcome.kind === "migrated" ? outcome.applied : ["refused"]))).toEqual([
    "1_first",
  ]);
});

test("a failing migration leaves nothing behind and is named", async () => {
  await write("2_broken", "create table second (id int); select 1/0;");
  expect(await migrate(database.url, directory)).toEqual({
    kind: "refused",
    reason: "Migration 2_broken failed and was undone: division by zero.",
  });
  expect((await database.pool.query("select to_regclass('second') as name")).rows).toEqual([{ name: null }]);
  await write("2_broken", "create table second (id int);");
  expect(await migrate(database.url, directory)).toEqual({ kind: "migrated", applied: ["2_broken"] });
});

test("a migration changed after it was applied is refused", async () => {
  await migrate(database.url, directory);
  await write("1_first", "create table first (id bigint);");
  expect(await migrate(database.url, directory)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("1_first was changed after it had been applied"),
  });
});

test("a database that a newer version migrated is refused", async () => {
  await write("2_newer", "select 1;");
  await migrate(database.url, directory);
  await rm(path.join(directory, "2_newer"), { recursive: true });
  expect(await migrate(database.url, directory)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("2_newer, which this version of Signalbox does not know"),
  });
});

test("a migration that another tool left unfinished is refused until it is resolved", async () => {
  await migrate(database.url, directory);
  await database.pool.query("update _prisma_migrations set finished_at = null");
  expect(await migrate(database.url, directory)).toMatchObject({ kind: "refused" });
});

test("the product's own migrations apply to an empty database", async () => {
  const own = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));
  expect(await migrate(database.url, own)).toMatchObject({ kind: "migrated" });
});
