import { afterEach, beforeEach, expect, test } from "vitest";
import { receiveHistory } from "#lib/pipeline/receive/receive-history.ts";
import { createLog } from "#lib/platform/log.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { createRandom } from "#lib/simulator/random.ts";
import { compareTruth } from "#lib/simulator/truth/compare-truth.ts";
import { deliverStory } from "#lib/simulator/truth/deliver-story.ts";
import { MILLISECOND, momentOf } from "#lib/simulator/truth/moment.ts";
import { planStory } from "#lib/simulator/truth/plan-story.ts";
import { signStoryEvent } from "#lib/simulator/truth/sign-story-event.ts";
import type { StoryEvent } from "#lib/simulator/truth/story-event.ts";
import { startDoor, TEST_SECRET } from "#lib/testing/door-process.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { readFoundStates, readReceipts } from "#lib/testing/read-found-states.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertSource } from "#lib/testing/test-sources.ts";

const SIZE = { businesses: 40, users: 15 };
const SIGNING_SECRET = "a signing secret of the test";
const signer = createRsaSigner();
const keys = { asset: signer.privateKey, abound: SIGNING_SECRET };

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
  await insertSource(database.pool, "asset", "asset", { jwks: { keys: [signer.jwk] } });
  await insertSource(database.pool, "abound", "abound", { secrets: { one: SIGNING_SECRET } });
});
afterEach(() => database.close());

test("a story stored as it happened, in any order and with duplicates, is projected to its truth", async () => {
  const endAt = momentOf("2026-06-30T12:00:00.000000Z");
  const story = planStory({ ...SIZE, seed: "projected", telling: "as_it_happens", events: 2_000, endAt });
  const sent = deliverStory(story.events, 0.05, createRandom("in any order"));
  const middle = Math.floor(sent.length / 2);
  await storeAsReceived(sent.slice(0, middle));
  await projectEvents(database.pool);
  await storeAsReceived(sent.slice(middle));
  await projectEvents(database.pool);
  const receipts = await readReceipts(database.pool);
  expect(receipts.size).toBe(story.events.length);
  const { differences, byDoubt } = compareTruth(story.subjects, receipts, await readFoundStates(database.pool));
  expect(differences.slice(0, 5)).toEqual([]);
  expect(Object.keys(byDoubt).length).toBeGreaterThanOrEqual(5);
}, 60_000);

test("a story sent to the door after it happened, in any order, is projected to its truth", async () => {
  const endAt = (Date.now() - 60_000) * MILLISECOND;
  const story = planStory({ ...SIZE, seed: "sent", telling: "afterwards", events: 1_000, endAt });
  const door = await startDoor("receiver", database.url);
  try {
    const sent = deliverStory(story.events, 0.05, createRandom("at the door"));
    for (let from = 0; from < sent.length; from += 50) await Promise.all(sent.slice(from, from + 50).map(post));
  } finally {
    await door.stop();
  }
  await projectEvents(database.pool);
  const receipts = await readReceipts(database.pool);
  const { differences } = compareTruth(story.subjects, receipts, await readFoundStates(database.pool));
  expect(differences.slice(0, 5)).toEqual([]);

  async function post(event: StoryEvent): Promise<void> {
    const { headers, body } = signStoryEvent(event, keys, event.key < "8" ? "spaced" : "compact");
    const url = `${door.url}/api/webhooks/${event.provider}`;
    const response = await fetch(url, { method: "POST", headers, body: new Uint8Array(body) });
    expect(response.status).toBe(200);
  }
}, 60_000);

async function storeAsReceived(events: readonly StoryEvent[]): Promise<void> {
  const options = {
    pool: database.pool,
    secretBox: createSecretBox(TEST_SECRET),
    log: createLog("cli", { level: "silent" }),
  };
  const requests = events.map((event) => {
    const { headers, body } = signStoryEvent(event, keys, "spaced");
    const receivedAt = new Date(event.receivedAt / MILLISECOND);
    return { slug: event.provider, headers: Object.entries(headers), body, receivedAt, remoteAddress: null, ackMs: 2 };
  });
  const statuses = await receiveHistory(options, requests);
  expect([...statuses.keys()]).toEqual([200]);
}
