import { afterAll, beforeAll, expect, test } from "vitest";
import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import { prisma } from "#lib/db/prisma.ts";
import { auditQuery } from "#lib/domain/api/audit.ts";
import { parseQuery } from "#lib/domain/query-params.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { listAuditEntries } from "./list-audit-entries.ts";

let database: TestDatabase;
const admin = testActor("admin");

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  for (const action of ["source.created", "source.paused", "operator.invited"]) {
    await inTransaction((tx) => writeAuditEntry(tx, { actor: admin, action }));
  }
});

afterAll(async () => {
  await prisma.$disconnect();
  await database.close();
});

async function actions(query: string): Promise<string[]> {
  const parsed = parseQuery(auditQuery, new URLSearchParams(query));
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return (await listAuditEntries(admin, parsed.query)).data.map(({ action }) => action);
}

test("an action that ends in a dot means all that begin so", async () => {
  expect(await actions("action=source.")).toEqual(["source.paused", "source.created"]);
  expect(await actions("action=source")).toEqual([]);
});

test("a time filter takes a span before now, an exact time and a day", async () => {
  expect(await actions("from=-1h")).toHaveLength(3);
  expect(await actions("to=-1h")).toEqual([]);
  expect(await actions("from=2020-01-31&to=2020-01-31T09:00:00Z")).toEqual([]);
  expect(parseQuery(auditQuery, new URLSearchParams("from=yesterday")).kind).toBe("invalid");
});

test("a cursor goes on where the page before ended", async () => {
  const first = await listAuditEntries(admin, auditQuery.parse({ limit: "2" }));
  const rest = await listAuditEntries(admin, auditQuery.parse({ limit: "2", cursor: first.nextCursor }));
  expect([...first.data, ...rest.data].map(({ action }) => action)).toEqual([
    "operator.invited",
    "source.paused",
    "source.created",
  ]);
  expect(rest.nextCursor).toBeNull();
});

test("only an admin reads the audit log", async () => {
  await expect(listAuditEntries(testActor("operator"), auditQuery.parse({}))).rejects.toMatchObject({
    code: "forbidden",
  });
});
