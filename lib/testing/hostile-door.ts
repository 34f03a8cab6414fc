import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type DoorProcess, startDoor } from "./door-process.ts";
import { openRawClient } from "./raw-client.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";
import { insertSource, signAbound } from "./test-sources.ts";

const SECRET = "abound-secret-number-one";

export interface HostileDoor {
  readonly door: DoorProcess;
  readonly database: TestDatabase;
  /** The head of a POST to the source `abound`. */
  head(...lines: string[]): string;
  /** A genuine webhook with its head; each is an event of its own. */
  genuine(...lines: string[]): string;
  /** Sends a genuine webhook over a connection of its own: the answer's first line, and how long it took. */
  sendGenuine(): Promise<{ answer: string; tookMs: number }>;
}

/** A receiver process with one source, for the tests of one file that attack it; or a new one for each of them. */
export function openHostileDoor(lives: "all_tests" | "one_test" = "all_tests"): HostileDoor {
  let database: TestDatabase;
  let door: DoorProcess;
  let count = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
    await insertSource(database.pool, "abound", "abound", { secrets: { main: SECRET } });
  });
  afterAll(() => database?.close());
  const [before, after] = lives === "one_test" ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    door = await startDoor("receiver", database.url);
  });
  after(() => door?.stop());
  const head = (...lines: string[]) =>
    `${["POST /api/webhooks/abound HTTP/1.1", "host: localhost", ...lines].join("\r\n")}\r\n\r\n`;
  const genuine = (...lines: string[]) => {
    count += 1;
    const body = `{"event":"users.updated","webhookRequestId":"genuine-${count}"}`;
    return head(`content-length: ${body.length}`, `abound-signature: ${signAbound(SECRET, body)}`, ...lines) + body;
  };
  return {
    get door() {
      return door;
    },
    get database() {
      return database;
    },
    head,
    genuine,
    sendGenuine: async () => {
      const startedAt = performance.now();
      const sender = await openRawClient(door.port, genuine("connection: close"));
      const answer = (await sender.closed).split("\r\n", 1)[0] ?? "";
      return { answer, tookMs: performance.now() - startedAt };
    },
  };
}
