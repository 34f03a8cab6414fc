import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { arrayLiteral } from "./array-literal.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase({ isEmpty: true });
});
afterAll(() => database.close());

test("PostgreSQL reads back every text that was put in", async () => {
  const texts = [
    "",
    "null",
    "NULL",
    "nUlL",
    "a,b",
    "{}",
    '"',
    "\\",
    '\\"',
    " x ",
    "é😀",
    "a\nb",
    "'",
    "https://a.test/?b=1",
    null,
  ];
  const { rows } = await database.pool.query("SELECT $1::text[] AS texts", [arrayLiteral(texts)]);
  expect(rows).toEqual([{ texts }]);
});

test("numbers and no elements at all", async () => {
  const { rows } = await database.pool.query("SELECT $1::int[] AS ints, $2::float8[] AS floats, $3::uuid[] AS none", [
    arrayLiteral([1, -2, null]),
    arrayLiteral([0.5, 1e21, 12.25]),
    arrayLiteral([]),
  ]);
  expect(rows).toEqual([{ ints: [1, -2, null], floats: [0.5, 1e21, 12.25], none: [] }]);
});
