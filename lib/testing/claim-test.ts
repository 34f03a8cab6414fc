import { afterAll, beforeAll, beforeEach } from "vitest";
import { type ClaimRequest, claimDeliveries } from "#lib/db/claim-deliveries.ts";
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
      const budgets = [{ destinationId: destination.id, room, promised: 0 }];
      return claimDeliveries(database.pool, { worker: "w1", workers: 1, budgets, isFreshFirst: false, ...changes });
    },
    async deliveries() {
      return (await database.pool.query("SELECT * FROM deliveries ORDER BY id")).rows;
    },
  };
}
