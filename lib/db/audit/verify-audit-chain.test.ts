import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { prisma } from "#lib/db/prisma.ts";
import type { AuditRecord } from "#lib/domain/audit-record.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { verifyAuditChain } from "./verify-audit-chain.ts";
import { writeAuditEntry } from "./write-audit-entry.ts";

let console: TestConsole;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());

const write = (record: Partial<AuditRecord> = {}) =>
  prisma.$transaction((tx) => writeAuditEntry(tx, { actor: testActor("admin"), action: "source.paused", ...record }));

/** As somebody does who owns the database: past the trigger. */
async function tamper(sql: string) {
  await prisma.$transaction([
    prisma.$executeRawUnsafe("alter table audit_entries disable trigger audit_entries_append_only"),
    prisma.$executeRawUnsafe(sql),
    prisma.$executeRawUnsafe("alter table audit_entries enable trigger audit_entries_append_only"),
  ]);
}

beforeEach(async () => {
  await tamper("truncate audit_entries restart identity");
  await prisma.$executeRaw`delete from installation where key = 'audit_head'`;
  for (let at = 1; at <= 5; at += 1) {
    await write({
      before: { b: at, a: { d: [1, "x"], c: null } },
      after: { z: true, y: "é😀" },
      reason: `change ${at}`,
    });
  }
});

test("an untouched log is intact, whatever its entries hold", async () => {
  await write({
    actor: {
      ...testActor("admin"),
      label: "NUL \u0000 and \ud800",
      kind: "system",
      id: null,
      remoteAddress: null,
      requestId: null,
    },
  });
  await write({ after: { "\u0000key": "\ud800", __proto__: 1, number: 1.5, big: 1e21, gone: undefined } });
  expect(await verifyAuditChain()).toEqual({ kind: "intact", entries: 7 });
});

test.each([
  ["an edited field", "update audit_entries set reason = 'nothing' where seq = 3", "3", "edited"],
  ["an edited value", "update audit_entries set after = '{\"z\": false}' where seq = 2", "2", "edited"],
  ["a moved time", "update audit_entries set at = at + interval '1 second' where seq = 4", "4", "edited"],
  ["a deleted entry", "delete from audit_entries where seq = 3", "3", "missing"],
  ["a deleted first entry", "delete from audit_entries where seq = 1", "1", "missing"],
  ["a deleted last entry", "delete from audit_entries where seq = 5", "5", "missing"],
  ["an emptied log", "delete from audit_entries", "1", "missing"],
  ["a relinked entry", "update audit_entries set prev_hash = hash where seq = 4", "4", "relinked"],
])("A23: %s is named", async (_, sql, seq, problem) => {
  await tamper(sql);
  expect(await verifyAuditChain()).toEqual({ kind: "broken", seq, problem });
});

test("entries cut off at the end stay missed when others follow", async () => {
  await tamper("delete from audit_entries where seq >= 4");
  await write();
  expect(await verifyAuditChain()).toEqual({ kind: "broken", seq: "4", problem: "missing" });
});

test("the database itself refuses to rewrite entries", async () => {
  await expect(prisma.$executeRaw`update audit_entries set reason = 'x'`).rejects.toThrow(/append-only/);
  await expect(prisma.$executeRaw`delete from audit_entries`).rejects.toThrow(/append-only/);
});

test("entries written at once form one chain", async () => {
  await Promise.all(Array.from({ length: 20 }, () => write()));
  expect(await verifyAuditChain()).toEqual({ kind: "intact", entries: 25 });
});

test("an entry goes when its change is undone", async () => {
  const undone = prisma.$transaction(async (tx) => {
    await writeAuditEntry(tx, { actor: testActor("admin"), action: "source.paused" });
    throw new Error("undo");
  });
  await expect(undone).rejects.toThrow("undo");
  await write();
  expect(await verifyAuditChain()).toEqual({ kind: "intact", entries: 6 });
});
