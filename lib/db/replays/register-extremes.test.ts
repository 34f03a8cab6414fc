import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Instant, shiftInstant } from "#lib/domain/instant.ts";
import type { Notice } from "#lib/domain/state/notice.ts";
import { isSuperseded } from "#lib/domain/state/superseded.ts";
import { newId } from "#lib/platform/ids.ts";
import { someNotices } from "#lib/testing/notice-arbitraries.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { RegisterExtremes } from "./register-extremes.ts";

let database: TestDatabase;
let sourceId: string;
let client: pg.PoolClient;

beforeAll(async () => {
  database = await openTestDatabase();
  sourceId = await insertSource(database.pool, "asset", "asset");
  client = await database.pool.connect();
});
afterAll(async () => {
  client.release();
  await database.close();
});

async function insertNotices(notices: readonly Notice[]): Promise<void> {
  await client.query(
    `INSERT INTO notices (event_id, source_id, kind, business_id, external_id, account_id, task_types, user_id, resource,
       resource_id, status, message, at, is_timed, seen_at)
     SELECT event_id, $1, kind, "businessId", "externalId", "accountId", '{}', "userId", resource, "resourceId", status,
       message, at, "isTimed", "seenAt"
     FROM jsonb_to_recordset($2) AS n (event_id uuid, kind text, "businessId" text, "externalId" text, "accountId" text,
       "userId" text, resource text, "resourceId" text, status text, message text, at timestamptz, "isTimed" boolean,
       "seenAt" timestamptz)`,
    [sourceId, JSON.stringify(notices.map((each) => ({ ...each, event_id: each.eventId })))],
  );
}

test("judging by the extremes of a register is judging by all of its notices", async () => {
  let superseded = 0;
  await fc.assert(
    fc.asyncProperty(someNotices(14), async (drawn) => {
      const notices = drawn.map((each, index) => ({ ...each, eventId: newId(), at: effective(each, index) }));
      await client.query("BEGIN");
      await insertNotices(notices);
      const found = await new RegisterExtremes(client).of(notices.map((each) => ({ sourceId, notice: each })));
      await client.query("ROLLBACK");
      for (const [index, each] of notices.entries()) {
        const isReplaced = isSuperseded(each, notices).kind === "superseded";
        if (isReplaced) superseded += 1;
        expect(isSuperseded(each, found[index] ?? []).kind === "superseded").toBe(isReplaced);
      }
    }),
    { numRuns: 400 },
  );
  expect(superseded).toBeGreaterThan(300);
}, 60_000);

/** Rules that go by the receipt must not lean on the effective time, even where today's providers give the same. */
function effective({ kind, at, seenAt }: Notice, index: number): Instant {
  return kind === "tasks_requested" || kind.startsWith("resource_") ? shiftInstant(seenAt, -index * 600_000) : at;
}

test("the extremes of a register of 20,000 syncs are a few", async () => {
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO notices (event_id, source_id, kind, business_id, account_id, task_types, at, is_timed, seen_at)
     SELECT gen_random_uuid(), $1, 'account_synced', 'biz_A', 'lni_1', '{}', now() - n * interval '1 second', true, now()
     FROM generate_series(1, 20000) AS n`,
    [sourceId],
  );
  const sync = { kind: "account_synced", businessId: "biz_A", accountId: "lni_1" } as const;
  const [found] = await new RegisterExtremes(client).of([{ sourceId, notice: { ...NOTICE, ...sync } }]);
  await client.query("ROLLBACK");
  expect(found?.length).toBeGreaterThan(0);
  expect(found?.length).toBeLessThanOrEqual(2);
});

const NOTICE: Notice = {
  eventId: newId(),
  kind: "activity",
  businessId: null,
  externalId: null,
  accountId: null,
  taskTypes: [],
  userId: null,
  resource: null,
  resourceId: null,
  status: null,
  message: null,
  at: "2026-11-21T10:00:00.000000Z",
  isTimed: true,
  seenAt: "2026-11-21T10:00:00.000000Z",
};
