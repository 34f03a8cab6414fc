import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDestination } from "#lib/commands/create-destination.ts";
import { redeliver } from "#lib/commands/redeliver.ts";
import { replayEvent } from "#lib/commands/replay-event.ts";
import { rotateSecret } from "#lib/commands/rotate-secret.ts";
import { updateDestination } from "#lib/commands/update-destination.ts";
import type { DestinationInput } from "#lib/domain/api/destination-input.ts";
import { insertSource, storeEvents, type TestSource } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#lib/testing/webhook-receiver.ts";
import { startWorkerProcess, type WorkerProcess } from "#lib/testing/worker-process.ts";

const admin = testActor("admin");
const HOUR_S = 3600;
let console: TestConsole;
let worker: WorkerProcess;
let receiver: WebhookReceiver;
let source: TestSource;
let id: string;
let first: string;

const startWorker = () =>
  startWorkerProcess(console.database.url, { SIGNALBOX_SECRET: process.env.SIGNALBOX_SECRET ?? "" });

beforeAll(async () => {
  console = await openTestConsole({ SIGNALBOX_ALLOW_PRIVATE: "127.0.0.1" });
  source = await insertSource(console.database.pool);
  worker = await startWorker();
});
afterAll(async () => {
  await worker.stop("SIGTERM");
  await console.close();
});
beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  await console.database.pool.query("UPDATE destinations SET deleted_at = now()");
  await receiver.close();
});

async function create(more: Partial<DestinationInput> = {}): Promise<void> {
  const input = { name: "Ledger", url: receiver.url, retrySchedule: "1s,1s,1s", ...more };
  const outcome = await createDestination(admin, input);
  if (outcome.kind !== "created") throw new Error(outcome.message);
  id = outcome.destination.id;
  first = outcome.signingSecret;
  receiver.learn(first);
}

async function rotate(overlapHours: number): Promise<string> {
  const outcome = await rotateSecret(admin, id, { overlapHours });
  if (outcome.kind !== "rotated") throw new Error(outcome.message);
  return outcome.signingSecret;
}

/** Stores an event and waits until it came; who would have taken it, by secret, in the order of the secrets. */
async function deliverOne(secrets: readonly string[]): Promise<boolean[]> {
  const before = receiver.received.length;
  await storeEvents(console.database.pool, source, ['{"text": "Zoë 😀"}']);
  await eventually(() => expect(receiver.received.length).toBeGreaterThan(before));
  return secrets.map((secret) => receiver.wouldAccept(secret, before)[0] === true);
}

const statuses = async () =>
  (await console.database.pool.query("SELECT status FROM deliveries WHERE destination_id = $1 ORDER BY id", [id])).rows;

describe("receivers that verify with the npm packages standardwebhooks and svix, around a rotation", () => {
  test("the old secret works until the overlap ends, the new one from the start", async () => {
    await create();
    expect(await deliverOne([first])).toEqual([true]);
    const second = await rotate(4 / HOUR_S);
    const rotatedAt = performance.now();
    expect(await deliverOne([first, second])).toEqual([true, true]);
    receiver.learn(second);
    expect(await deliverOne([first, second])).toEqual([true, true]);
    await new Promise((resolve) => setTimeout(resolve, 4100 - (performance.now() - rotatedAt)));
    expect(await deliverOne([first, second])).toEqual([false, true]);
    expect(receiver.received.map(({ isAccepted }) => isAccepted)).toEqual([true, true, true, true]);
  });

  test("without an overlap only the new secret signs, at once", async () => {
    await create();
    expect(await deliverOne([first])).toEqual([true]);
    const second = await rotate(0);
    receiver.learn(second);
    expect(await deliverOne([first, second])).toEqual([false, true]);
    expect(receiver.received.every(({ isAccepted }) => isAccepted)).toBe(true);
  });

  test("a second rotation ends the overlap of the first: the two newest secrets sign", async () => {
    await create();
    const second = await rotate(1);
    const third = await rotate(1);
    receiver.learn(third);
    expect(await deliverOne([first, second, third])).toEqual([false, true, true]);
  });

  test("what waited through a pause is signed with the secrets of when it is sent", async () => {
    await create();
    await updateDestination(admin, id, { paused: true });
    await storeEvents(console.database.pool, source, ["{}"]);
    const second = await rotate(1);
    await updateDestination(admin, id, { paused: false });
    await eventually(() => expect(receiver.received.length).toBe(1));
    expect([first, second].map((secret) => receiver.wouldAccept(secret)[0])).toEqual([true, true]);
  });

  test("a restart of the worker changes nothing", async () => {
    await create();
    const second = await rotate(1);
    await worker.stop("SIGTERM");
    worker = await startWorker();
    expect(await deliverOne([first, second])).toEqual([true, true]);
    const third = await rotate(0);
    await worker.stop("SIGKILL");
    worker = await startWorker();
    receiver.learn(third);
    expect(await deliverOne([first, second, third])).toEqual([false, false, true]);
  });

  test("a receiver that missed the rotation fails with 401 and catches up once it knows the secret", async () => {
    await create();
    const second = await rotate(0);
    await deliverOne([second]);
    expect(receiver.received[0]).toMatchObject({ isAccepted: false, attempt: 1 });
    await eventually(async () => {
      const { rows } = await console.database.pool.query("SELECT status_code, error FROM attempts");
      expect(rows).toContainEqual({ status_code: 401, error: '{"kind":"http_4xx","status":401}' });
    });
    receiver.learn(second);
    await eventually(async () => expect(await statuses()).toEqual([{ status: "succeeded" }]));
    expect(new Set(receiver.received.map((webhook) => webhook.id)).size).toBe(1);
  });
});

describe("redelivery and replay after a rotation", () => {
  test("carry the same webhook-id and are signed anew with the secret in force", async () => {
    await create();
    const [eventId = ""] = await storeEvents(console.database.pool, source, ["{}"]);
    await eventually(async () => expect(await statuses()).toEqual([{ status: "succeeded" }]));
    const second = await rotate(0);
    receiver.learn(second);
    const { rows } = await console.database.pool.query("SELECT id FROM deliveries WHERE event_id = $1", [eventId]);
    expect(await redeliver(admin, rows[0].id, {})).toEqual({ kind: "due" });
    await eventually(() => expect(receiver.received.length).toBe(2));
    expect(await replayEvent(admin, eventId, { destinationIds: [id] })).toMatchObject({ kind: "started" });
    await eventually(() => expect(receiver.received.length).toBe(3));
    const [sent, redelivered, replayed] = receiver.received;
    expect([sent, redelivered, replayed].map((webhook) => webhook?.id)).toEqual(Array(3).fill(eventId));
    expect(receiver.received.map(({ isAccepted }) => isAccepted)).toEqual([true, true, true]);
    expect(receiver.wouldAccept(first)).toEqual([true, false, false]);
    expect([sent?.replayId, redelivered?.replayId, replayed?.attempt]).toEqual([null, null, 1]);
    expect(replayed?.replayId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("a replay carries an id of its own where the destination asks for that, and verifies as well", async () => {
    await create({ replayWebhookId: "new" });
    const [eventId = ""] = await storeEvents(console.database.pool, source, ["{}"]);
    await eventually(() => expect(receiver.received.length).toBe(1));
    await replayEvent(admin, eventId, { destinationIds: [id] });
    await eventually(() => expect(receiver.received.length).toBe(2));
    expect(receiver.received.map(({ isAccepted }) => isAccepted)).toEqual([true, true]);
    expect(receiver.received[0]?.id).toBe(eventId);
    expect(receiver.received[1]?.id).not.toBe(eventId);
  });
});

test("a retry is signed when it is sent, so that its timestamp is within any tolerance", async () => {
  await create();
  receiver.learn();
  const received = { receivedAt: new Date(Date.now() - 3 * 86_400_000).toISOString() };
  const [eventId] = await storeEvents(console.database.pool, source, ["{}"], received);
  await eventually(() => expect(receiver.received.length).toBe(2));
  receiver.learn(first);
  await eventually(async () => expect(await statuses()).toEqual([{ status: "succeeded" }]));
  const timestamps = receiver.received.map(({ timestamp }) => timestamp);
  for (const timestamp of timestamps) expect(Math.abs(timestamp - Date.now() / 1000)).toBeLessThan(10);
  expect(timestamps.at(-1)).toBeGreaterThan(timestamps[0] ?? 0);
  expect(receiver.received.map((webhook) => webhook.id)).toEqual(timestamps.map(() => eventId));
});
