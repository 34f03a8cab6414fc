import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type ClaimRequest, claimDeliveries } from "#lib/db/claim-deliveries.ts";
import type { CompletedAttempt } from "#lib/db/complete-deliveries.ts";
import { insertDestination, insertSource, type TestDestination, type TestSource } from "./delivery-fixtures.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

/** A database with one source and one destination for the tests of one file, empty before each. */
export function claimTest() {
  let database: TestDatabase;
  let source: TestSource;
  let destination: TestDestination;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.pool.query("TRUNCATE deliveries, attempts, events, bodies, requests, destinations, sources CASCADE");
    source = await insertSource(database.pool);
    destination = await insertDestination(database.pool, { url: "https://sink.test/", sources: [source.slug] });
  });

  return {
    get pool() {
      return database.pool;
    },
    get source() {
      return source;
    },
    get destination() {
      return destination;
    },
    claim(room = 10, changes: Partial<ClaimRequest> = {}) {
      const budgets = [{ destinationId: destination.id, room }];
      return claimDeliveries(database.pool, { worker: "w1", workers: 1, budgets, isFreshFirst: false, ...changes });
    },
    async deliveries() {
      return (await database.pool.query("SELECT * FROM deliveries ORDER BY id")).rows;
    },
  };
}

/** A recorded success of a claimed delivery, unless changed. */
export function completedAttempt(
  delivery: { id: string; fence: number; eventId: string; destinationId: string },
  changes: Partial<CompletedAttempt> = {},
): CompletedAttempt {
  return {
    attemptId: randomUUID(),
    deliveryId: delivery.id,
    eventId: delivery.eventId,
    destinationId: delivery.destinationId,
    fence: delivery.fence,
    number: 1,
    trigger: "initial",
    actor: null,
    next: "succeeded",
    retryInMs: 0,
    outcome: "succeeded",
    outcomeCode: "succeeded",
    statusCode: 204,
    error: null,
    startedAgoMs: 20,
    durationMs: 12.4,
    url: "https://sink.test/",
    address: "192.0.2.1:443",
    requestHeadersJson: "[]",
    responseHeadersJson: "[]",
    responseSnippet: Buffer.from("ok"),
    ...changes,
  };
}
