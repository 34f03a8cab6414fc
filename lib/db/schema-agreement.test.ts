import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** What would have to change in the database for it to be what schema.prisma says. */
function difference() {
  const args = [
    "migrate",
    "diff",
    "--from-config-datasource",
    "--to-schema",
    "prisma/schema.prisma",
    "--script",
    "--exit-code",
  ];
  const run = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", ...args], {
    cwd: CHECKOUT,
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: database.url, CHECKPOINT_DISABLE: "1" },
  });
  return { status: run.status, output: `${run.stdout}${run.stderr}` };
}

test("schema.prisma and the migrations describe the same database", () => {
  const { status, output } = difference();
  expect(output).toContain("This is an empty migration");
  expect(status).toBe(0);
}, 60_000);

test("a column that only the database has is noticed", async () => {
  await database.pool.query("alter table heartbeats add column stray text");
  expect(difference()).toMatchObject({ status: 2, output: expect.stringContaining('DROP COLUMN "stray"') });
}, 60_000);
