import { afterAll, beforeAll, expect, test } from "vitest";
import { createLog } from "#lib/platform/log.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { TEST_SECRET } from "#lib/testing/door-process.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";
import { type PastRequest, receiveHistory } from "./receive-history.ts";

const SECRET = "a signing secret of the test";
const START = Date.parse("2026-01-10T08:00:00Z");
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await insertSource(database.pool, "abound", "past", { secrets: { one: SECRET } });
});
afterAll(() => database.close());

function request(number: number, minutes: number, signature?: string): PastRequest {
  const body = JSON.stringify({
    event: "users.updated",
    userId: "userId_1",
    resourceId: "userId_1",
    webhookRequestId: `r${number}`,
  });
  return {
    slug: "past",
    headers: [["abound-signature", signature ?? signAbound(SECRET, body)]],
    body: Buffer.from(body),
    receivedAt: new Date(START + minutes * 60_000),
    remoteAddress: "198.51.100.7",
    ackMs: 4,
  };
}

function receive(requests: PastRequest[]) {
  const options = {
    pool: database.pool,
    secretBox: createSecretBox(TEST_SECRET),
    log: createLog("bench", { level: "silent" }),
  };
  return receiveHistory(options, requests);
}

test("what arrived in the past is stored at its time, repeats and refusals included", async () => {
  const genuine = Array.from({ length: 230 }, (_, index) => request(index, index));
  const statuses = await receive([...genuine, request(7, 300), request(999, 301, "f".repeat(64))]);
  expect(statuses).toEqual(
    new Map([
      [200, 231],
      [401, 1],
    ]),
  );
  const { rows: events } = await database.pool.query("SELECT received_at, duplicates FROM events ORDER BY id");
  expect(events.map(({ received_at: at }) => at)).toEqual(genuine.map(({ receivedAt }) => receivedAt));
  expect(events.map(({ duplicates }) => duplicates).filter((count) => count > 0)).toEqual([1]);
  const { rows: refused } = await database.pool.query(
    "SELECT cause, received_at FROM requests WHERE outcome = 'rejected'",
  );
  expect(refused).toEqual([{ cause: "bad_signature", received_at: new Date(START + 301 * 60_000) }]);
});

test("minute counts and acknowledgement times lie at the time of receipt", async () => {
  const { rows: counts } = await database.pool.query(
    "SELECT outcome, sum(count)::int AS count, min(minute) AS first FROM request_minutes GROUP BY outcome ORDER BY outcome",
  );
  expect(counts).toEqual([
    { outcome: "accepted", count: 230, first: new Date(START) },
    { outcome: "duplicate", count: 1, first: new Date(START + 300 * 60_000) },
    { outcome: "rejected", count: 1, first: new Date(START + 301 * 60_000) },
  ]);
  const { rows: acks } = await database.pool.query(
    "SELECT up_to_ms, sum(count)::int AS count FROM ack_minutes GROUP BY 1",
  );
  expect(acks).toEqual([{ up_to_ms: 5, count: 231 }]);
});
