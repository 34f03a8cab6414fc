import { afterAll, beforeAll, expect, test } from "vitest";
import { prisma } from "#lib/db/prisma.ts";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { businessDetailQuery } from "#lib/domain/api/businesses.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { assetEvent } from "#lib/testing/state-events.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { getBusiness } from "./get-business.ts";

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1, 8);
const actor = testActor("viewer");
let database: TestDatabase;
let asset: string;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  asset = await insertSource(database.pool, "asset", "asset");
});

afterAll(async () => {
  await closeReadPool();
  await prisma.$disconnect();
  await database.close();
});

/** Type, account, and how many minutes before its receipt it happened; one is received every ten minutes. */
const HISTORY: readonly [type: string, accountId: string | null, minutesEarlier: number][] = [
  ["PLAID_ACCOUNT_CONNECTED", "lni_1", 0],
  ["BUSINESS_CREATED", null, 5],
  ["PLAID_ACCOUNT_EXPIRED", "lni_1", 1],
  ["TASK_REQUEST", null, 0],
  ["PLAID_TRANSACTIONS_SYNCED", "lni_1", 3],
  ["PLAID_ACCOUNT_CONNECTED", "lni_2", 45],
  ["TASKS_REQUEST_COMPLETED", null, 25],
  ["PLAID_ACCOUNT_CONNECTED", "lni_1", 40],
  ["BUSINESS_DEACTIVATED", null, 30],
  ["PLAID_ACCOUNT_DISCONNECTED", "lni_2", 0],
  ["TASK_REQUEST", null, 0],
  ["BUSINESS_ACTIVATED", null, 50],
  ["PLAID_ACCOUNT_CONNECTED", "lni_2", 10],
  ["LEDGER_CLOSED", null, 0],
];

const receivedAt = (index: number) => new Date(START + index * 10 * MINUTE);

async function read(search: Record<string, string>) {
  const found = await getBusiness(actor, "biz_1", businessDetailQuery.parse(search));
  if (found === null) throw new Error("the business is gone");
  // The days of the activity and the head of the summary are those of the moment that is looked at.
  const { shownAsOf: _shownAsOf, summary: _summary, activity: _activity, ...shown } = found;
  return shown;
}

test("as of each receipt, by what was known then, a business is what it was shown as at that time", async () => {
  const shown = [];
  for (const [index, [type, accountId, minutesEarlier]] of HISTORY.entries()) {
    const event = assetEvent(asset, type, {
      businessId: "biz_1",
      at: new Date(receivedAt(index).getTime() - minutesEarlier * MINUTE),
      receivedAt: receivedAt(index),
      ...(accountId === null ? {} : { accountId }),
      ...(type === "TASK_REQUEST" ? { taskTypes: ["reconnect_account", `task_${index}`] } : {}),
    });
    await insertEvents(database.pool, [event]);
    await projectEvents(database.pool);
    shown.push(await read({}));
  }
  for (const index of HISTORY.keys()) {
    const then = await read({ asOf: new Date(receivedAt(index).getTime() + MINUTE).toISOString() });
    expect(then, `after ${index + 1} events`).toEqual(shown[index]);
  }
});
