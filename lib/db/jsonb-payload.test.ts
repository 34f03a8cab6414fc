import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseJsonDocument } from "#lib/domain/json-document.ts";
import { sanitisedJson } from "#lib/domain/json-sanitised.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase({ isEmpty: true });
});

afterAll(() => database.close());

function sanitise(text: string): string {
  const reading = parseJsonDocument(text);
  if (reading.kind === "invalid") throw new Error(`${text} is invalid at ${reading.at}`);
  return sanitisedJson(reading);
}

async function asJsonb(text: string): Promise<string> {
  const { rows } = await database.pool.query<{ stored: string }>("select $1::jsonb::text as stored", [text]);
  return rows[0]?.stored ?? "";
}

test.each([
  ['{"a\\u0000":"\\ud800"}', '{"a␀": "\ufffd"}'],
  ["[1e400,1e131072,1e-20000,-0,1.10]", '["1e400", "1e131072", "1e-20000", 0, 1.10]'],
  ['{"__proto__":{"a":1},"b":1,"10":2,"b":3}', '{"b": 3, "10": 2, "__proto__": {"a": 1}}'],
  [`${"[".repeat(64)}${"]".repeat(64)}`, `${"[".repeat(64)}${"]".repeat(64)}`],
])("jsonb takes the sanitised copy of %s", async (sent, stored) => {
  expect(await asJsonb(sanitise(sent))).toBe(stored);
});

test("jsonb refuses the same bodies as they were sent", async () => {
  for (const sent of ['"\\u0000"', '"\\ud800"', "1e131072"]) await expect(asJsonb(sent)).rejects.toThrow();
});

test("jsonb takes the sanitised copy of anything", async () => {
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => `\\u${code.toString(16).padStart(4, "0")}`);
  const string = fc.array(unit, { maxLength: 5 }).map((units) => `"${units.join("")}"`);
  const number = fc
    .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(), fc.integer({ min: -200_000, max: 200_000 }))
    .map(([whole, fraction, exponent]) => `${whole}.${fraction}e${exponent}`);
  const member = fc.tuple(string, fc.oneof(string, number)).map(([key, value]) => `${key}:${value}`);
  const body = fc.array(member, { maxLength: 4 }).map((members) => `{${members.join(",")}}`);
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      await expect(asJsonb(sanitise(text))).resolves.toMatch(/^\{.*\}$/s);
    }),
    { numRuns: 300 },
  );
});
