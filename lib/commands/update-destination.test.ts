import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { createDestination } from "./create-destination.ts";
import { deleteDestination } from "./delete-destination.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { testDestination } from "./test-destination.ts";
import { updateDestination } from "./update-destination.ts";
import { updateSource } from "./update-source.ts";

const admin = testActor("admin");
const operator = testActor("operator");
let console: TestConsole;
let server: CountingServer;
let status = 200;
let id: string;
let secret: string;
let sourceId: string;

beforeAll(async () => {
  console = await openTestConsole({ SIGNALBOX_ALLOW_PRIVATE: "127.0.0.1" });
  server = await startHttpServer((_, response) => response.writeHead(status, { "x-seen": "1" }).end("thanks"));
});
afterAll(async () => {
  await server.close();
  await console.close();
});
beforeEach(async () => {
  await query("TRUNCATE deliveries, events, bodies, requests, destinations, destination_secrets, sources CASCADE");
  sourceId = await insertSource(console.database.pool, "abound", "abound", {
    secrets: { a: "a secret of a good length" },
  });
  const headers = [{ name: "x-api-key", value: "the-key" }];
  const created = await createDestination(admin, { name: "Ledger", url: `${server.url}/hook`, headers });
  if (created.kind !== "created") throw new Error(created.message);
  id = created.destination.id;
  secret = created.signingSecret;
  server.requests.length = 0;
  status = 200;
});

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, values)).rows;
}

function store(count: number) {
  return insertEvents(
    console.database.pool,
    Array.from({ length: count }, () => ({ sourceId, slug: "abound" })),
  );
}

function deliveries() {
  return query<{ status: string; reason: string | null }>("SELECT status, reason FROM deliveries ORDER BY id");
}

describe("a pause", () => {
  test("holds, and its end delivers or discards", async () => {
    await store(1);
    expect(await updateDestination(operator, id, { paused: true, reason: "upgrade" })).toMatchObject({
      moved: { held: 1 },
    });
    await store(1);
    expect(await deliveries()).toMatchObject([{ reason: "destination_paused" }, { reason: "destination_paused" }]);
    expect(await updateDestination(operator, id, { paused: false })).toMatchObject({ moved: { delivered: 2 } });
    await updateDestination(operator, id, { paused: true });
    const discarded = await updateDestination(operator, id, { paused: false, onResume: "discard" });
    expect(discarded).toMatchObject({ moved: { delivered: 0, discarded: 2 } });
    expect(await deliveries()).toMatchObject([{ status: "discarded" }, { status: "discarded" }]);
  });

  test("of the source outlasts that of the destination", async () => {
    await store(1);
    await updateDestination(operator, id, { paused: true });
    await updateSource(operator, "abound", { status: "paused", reason: "x" });
    expect(await updateDestination(operator, id, { paused: false })).toMatchObject({
      moved: { delivered: 0, held: 1 },
    });
    expect(await deliveries()).toEqual([{ status: "held", reason: "source_paused" }]);
  });

  test("leaves nothing held, however events arrive meanwhile", async () => {
    let isRunning = true;
    const doors = [0, 1].map(async () => {
      while (isRunning) await store(1);
    });
    for (let round = 0; round < 10; round += 1) {
      await updateDestination(operator, id, { paused: true });
      await updateDestination(operator, id, { paused: false });
    }
    isRunning = false;
    await Promise.all(doors);
    const states = (await deliveries()).map((delivery) => delivery.status);
    expect(new Set(states)).toEqual(new Set(["pending"]));
  });

  test("is an operator's, the settings are an admin's", async () => {
    await expect(updateDestination(operator, id, { name: "Other" })).rejects.toThrow("destination:write");
    await expect(updateDestination(testActor("viewer"), id, { paused: true })).rejects.toThrow("destination:pause");
  });
});

test("D22: deleting it cancels what is unfinished, visibly, and erases its secrets", async () => {
  await store(3);
  await query(
    "UPDATE deliveries SET status = 'in_progress', lease_until = now() + '1 min' WHERE id = (SELECT min(id::text)::uuid FROM deliveries)",
  );
  await query("UPDATE deliveries SET status = 'succeeded' WHERE id = (SELECT max(id::text)::uuid FROM deliveries)");
  expect(await deleteDestination(admin, id)).toEqual({ kind: "deleted", canceled: 2 });
  expect((await deliveries()).map((delivery) => `${delivery.status} ${delivery.reason}`).sort()).toEqual([
    "canceled destination_deleted",
    "canceled destination_deleted",
    "succeeded null",
  ]);
  expect(await query("SELECT fence FROM deliveries WHERE fence = 1")).toHaveLength(1);
  expect(await query("SELECT 1 FROM destination_secrets")).toEqual([]);
  await store(1);
  expect(await deliveries()).toHaveLength(3);
  expect(await deleteDestination(admin, id)).toMatchObject({ kind: "not_found" });
  expect(await updateDestination(admin, id, { name: "x" })).toMatchObject({ kind: "not_found" });
});

test("A28: a stale version changes nothing", async () => {
  const names = ["One", "Two", "Three"];
  const outcomes = await Promise.all(names.map((name) => updateDestination(admin, id, { name, version: 1 })));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["stale", "stale", "updated"]);
  expect(await updateDestination(admin, id, { name: "Four", version: 2 })).toMatchObject({ kind: "updated" });
});

test("a header whose value is left empty keeps it, one that is left out goes", async () => {
  await updateDestination(admin, id, {
    headers: [
      { name: "X-Api-Key", value: "" },
      { name: "x-other", value: "new" },
    ],
  });
  await testDestination(admin, id, {}, findDoor);
  expect(server.requests[0]?.headers).toMatchObject({ "x-api-key": "the-key", "x-other": "new" });
  await updateDestination(admin, id, { headers: [] });
  await testDestination(admin, id, {}, findDoor);
  expect(server.requests[1]?.headers).not.toHaveProperty("x-api-key");
});

describe("rotating the secret", () => {
  test("lets the old one sign along for the overlap", async () => {
    const rotated = await rotateSecret(admin, id, { overlapHours: 1 });
    if (rotated.kind !== "rotated") throw new Error(rotated.message);
    await testDestination(admin, id, {}, findDoor);
    const [sent] = server.requests;
    if (sent === undefined) throw new Error("nothing sent");
    const headers = Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name, String(value)]));
    for (const key of [secret, rotated.signingSecret]) {
      expect(() => new Webhook(key).verify(sent.body, headers)).not.toThrow();
    }
  });

  test("without an overlap ends the old one at once, and never more than two sign", async () => {
    for (let round = 0; round < 3; round += 1) await rotateSecret(admin, id, { overlapHours: 24 });
    await testDestination(admin, id, {}, findDoor);
    expect(String(server.requests[0]?.headers["webhook-signature"]).split(" ")).toHaveLength(2);
    await rotateSecret(admin, id, { overlapHours: 0 });
    await testDestination(admin, id, {}, findDoor);
    expect(String(server.requests[1]?.headers["webhook-signature"]).split(" ")).toHaveLength(1);
  });
});

describe("a test", () => {
  test("is signed, marked, leaves no delivery, and goes out during a pause", async () => {
    await updateDestination(operator, id, { paused: true });
    const outcome = await testDestination(operator, id, { type: "users.updated" }, findDoor);
    expect(outcome).toMatchObject({
      kind: "tested",
      result: { outcome: "succeeded", statusCode: 200, responseSnippet: "thanks", error: null },
    });
    expect(server.requests[0]?.headers).toMatchObject({
      "signalbox-flags": "test",
      "signalbox-event-type": "users.updated",
    });
    expect(JSON.stringify(outcome)).not.toContain("the-key");
    expect(await deliveries()).toEqual([]);
  });

  test("says what went wrong and what to do about it", async () => {
    status = 500;
    expect(await testDestination(operator, id, {}, findDoor)).toMatchObject({
      result: { outcome: "failed", statusCode: 500, error: { kind: "http_5xx", todo: expect.any(String) } },
    });
  });
});

const findDoor = () => Promise.resolve({ pool: console.database.pool });
