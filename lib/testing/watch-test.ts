import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { channelContext } from "#lib/pipeline/watch/open-channel.ts";
import { runWatch } from "#lib/pipeline/watch/run-watch.ts";
import { readEnv } from "#lib/platform/env.ts";
import { newId } from "#lib/platform/ids.ts";
import { createLog } from "#lib/platform/log.ts";
import type { Service } from "#lib/platform/run-service.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { newSigningSecret } from "#lib/signatures/standard-webhooks.ts";
import { type Answer, type CountingServer, startHttpServer } from "./counting-server.ts";
import { TEST_SECRET } from "./delivery-fixtures.ts";
import { emptyState } from "./empty-state.ts";
import { eventually } from "./eventually.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

export const CONSOLE_URL = "https://signalbox.example";

type Told = { id: string; alerts: { change: string; text: string; key: string; count: number; url: string }[] };

const PACE = { lookEveryMs: 25, sendEveryMs: 25, groupMs: 60, recoverAfterMs: 150, startGraceMs: 0, rest: 0 };

/** A database, an address that verifies what it is told, and the watch at a fast pace, for the tests of one file. */
export function watchTest() {
  let database: TestDatabase;
  let receiver: CountingServer;
  let signingSecret = "";
  let answer: Answer = (_request, response) => response.end();
  const running: Service[] = [];

  beforeAll(async () => {
    database = await openTestDatabase();
    process.env.DATABASE_URL = database.url;
    receiver = await startHttpServer((request, response) => answer(request, response));
  });
  afterAll(async () => {
    const { prisma } = await import("#lib/db/prisma.ts");
    await Promise.all([receiver.close(), prisma.$disconnect(), closeReadPool()]);
    await database.close();
  });
  beforeEach(async () => {
    await emptyState(database.pool);
    await database.pool.query(`
TRUNCATE sources, destinations, attempts, heartbeats, request_minutes, attempt_minutes, watch_alerts, watch_messages,
  notification_channels CASCADE`);
    await database.pool.query("DELETE FROM installation WHERE key = 'watch_look'");
    receiver.requests.length = 0;
    answer = (_request, response) => response.end();
    signingSecret = await insertChannel(database, { kind: "webhook", url: `${receiver.url}/hook` });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((watch) => watch.stop()));
  });

  function startWatch(pace: Parameters<typeof runWatch>[2] = {}): Service {
    const outcome = readEnv({ ...ENV, DATABASE_URL: database.url });
    if (outcome.kind === "invalid") throw new Error(outcome.problems.join());
    const env = { ...outcome.env, databaseUrl: database.url, secret: TEST_SECRET };
    const watch = runWatch(env, createLog("worker", { level: "silent" }), { ...PACE, ...pace });
    running.push(watch);
    return { stop: () => running.splice(running.indexOf(watch), 1)[0]?.stop() ?? Promise.resolve() };
  }

  /** What the address was told so far; each message is verified by the npm package standardwebhooks. */
  function told(): Told[] {
    return receiver.requests.map(({ headers, body }) => {
      const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      const message = new Webhook(signingSecret).verify(body.toString(), flat) as { data: Pick<Told, "alerts"> };
      return { id: flat["webhook-id"] ?? "", alerts: message.data.alerts };
    });
  }

  return {
    get pool() {
      return database.pool;
    },
    get databaseUrl() {
      return database.url;
    },
    get receiver() {
      return receiver;
    },
    get signingSecret() {
      return signingSecret;
    },
    startWatch,
    told,
    answerWith(next: Answer) {
      answer = next;
    },
    replaceChannel: (channel: ChannelGiven) => replaceChannel(database, channel),
    /** Waits for exactly these changes, in this order, over all messages. */
    async untilTold(...texts: (string | RegExp)[]): Promise<void> {
      await eventually(() => {
        const lines = told().flatMap(({ alerts }) => alerts.map(({ change, text }) => `${change}: ${text}`));
        expect(lines).toEqual(texts.map((text) => expect.stringMatching(text)));
      });
    },
  };
}

const ENV = {
  SIGNALBOX_SECRET: TEST_SECRET,
  SIGNALBOX_ALLOW_PRIVATE: "127.0.0.1",
  SIGNALBOX_CONSOLE_URL: CONSOLE_URL,
  CONSOLE_PORT: "3990",
  RECEIVER_PORT: "3991",
};

type ChannelGiven = { kind: "slack" | "webhook"; url: string };

async function replaceChannel(database: TestDatabase, channel: ChannelGiven): Promise<void> {
  await database.pool.query("TRUNCATE notification_channels");
  await insertChannel(database, channel);
}

/** Returns its signing secret. */
async function insertChannel({ pool }: TestDatabase, { kind, url }: ChannelGiven): Promise<string> {
  const box = createSecretBox(TEST_SECRET);
  const id = newId();
  const secret = newSigningSecret();
  await pool.query(
    `INSERT INTO notification_channels (id, kind, url_ciphertext, url_hint, secret_ciphertext, updated_by)
     VALUES ($1, $2, $3, 'hint', $4, 'test')`,
    [
      id,
      kind,
      box.seal(url, channelContext("url_ciphertext", id)),
      box.seal(secret, channelContext("secret_ciphertext", id)),
    ],
  );
  return secret;
}
