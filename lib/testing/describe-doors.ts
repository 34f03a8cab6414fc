import type pg from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import type { Door } from "#lib/pipeline/receive/incoming-request.ts";
import { type DoorProcess, startDoor } from "./door-process.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

export interface DoorFixture {
  readonly door: DoorProcess;
  readonly pool: pg.Pool;
  readonly database: TestDatabase;
  /** Posts a webhook to a source and returns the status; fails the test on a network error. */
  post(slug: string, body: string | Buffer, headers: Record<string, string>): Promise<number>;
}

const DOORS: readonly Door[] = ["receiver", "console"];

/** Runs the same guarantees against both doors, each a real process on a database of its own. */
export function describeDoors(
  name: string,
  prepare: (pool: pg.Pool) => Promise<void>,
  tests: (fixture: DoorFixture) => void,
  env: Record<string, string> = {},
): void {
  describe.each(DOORS)(`${name} (%s door)`, (kind) => {
    let database: TestDatabase;
    let door: DoorProcess;
    beforeAll(async () => {
      database = await openTestDatabase();
      await prepare(database.pool);
      door = await startDoor(kind, database.url, env);
    }, 180_000);
    afterAll(async () => {
      await door?.stop();
      await database?.close();
    });
    tests({
      get door() {
        return door;
      },
      get pool() {
        return database.pool;
      },
      get database() {
        return database;
      },
      post: async (slug, body, headers) => {
        const response = await fetch(`${door.url}/api/webhooks/${slug}`, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: typeof body === "string" ? body : new Uint8Array(body),
          redirect: "manual",
        });
        await response.arrayBuffer();
        return response.status;
      },
    });
  });
}
